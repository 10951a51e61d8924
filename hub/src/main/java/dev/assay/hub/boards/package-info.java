/** Leaderboards, built only from records. */
@NullMarked
package dev.assay.hub.boards;

import org.jspecify.annotations.NullMarked;
