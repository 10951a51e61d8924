/** What people make of the day's page: the papers they put on it and the order of them. */
@NullMarked
package dev.assay.hub.curation;

import org.jspecify.annotations.NullMarked;
