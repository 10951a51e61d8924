/** How the hub is: its health, what it counts. */
@NullMarked
package dev.assay.hub.operations;

import org.jspecify.annotations.NullMarked;
