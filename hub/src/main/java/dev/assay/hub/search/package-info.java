/** Search: by words and by meaning, and the index that follows the database. */
@NullMarked
package dev.assay.hub.search;

import org.jspecify.annotations.NullMarked;
