/** The site: papers, feed, search, runs. */
@NullMarked
package dev.assay.hub;

import org.jspecify.annotations.NullMarked;
