/** Where papers come from, and how what is said there is read, bounded and brought in. */
@NullMarked
package dev.assay.hub.sources;

import org.jspecify.annotations.NullMarked;
