/** The personal feed: papers ranked by what one voted for and what one follows. */
@NullMarked
package dev.assay.hub.foryou;

import org.jspecify.annotations.NullMarked;
