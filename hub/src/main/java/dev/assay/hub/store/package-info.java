/** The home folder and the database in it. */
@NullMarked
package dev.assay.hub.store;

import org.jspecify.annotations.NullMarked;
