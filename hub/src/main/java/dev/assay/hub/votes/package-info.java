/** Which papers people vote for. */
@NullMarked
package dev.assay.hub.votes;

import org.jspecify.annotations.NullMarked;
