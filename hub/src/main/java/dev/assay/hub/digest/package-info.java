/** The digest: trending papers, and what one follows, by e-mail. */
@NullMarked
package dev.assay.hub.digest;

import org.jspecify.annotations.NullMarked;
