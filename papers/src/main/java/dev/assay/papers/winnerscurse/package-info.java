/** A claim of Assay's own on choosing by one seed. */
@NullMarked
package dev.assay.papers.winnerscurse;

import org.jspecify.annotations.NullMarked;
