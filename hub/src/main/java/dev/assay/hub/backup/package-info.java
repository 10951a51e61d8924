/** Backups: all that a hub keeps in one file, and back. */
@NullMarked
package dev.assay.hub.backup;

import org.jspecify.annotations.NullMarked;
