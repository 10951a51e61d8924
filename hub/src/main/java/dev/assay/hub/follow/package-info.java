/** What people follow: searches, authors, categories, boards and claims. */
@NullMarked
package dev.assay.hub.follow;

import org.jspecify.annotations.NullMarked;
