/** What people keep of papers: a reading list, what they have read, and collections. */
@NullMarked
package dev.assay.hub.shelf;

import org.jspecify.annotations.NullMarked;
