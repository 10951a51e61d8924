/** The pages. */
@NullMarked
package dev.assay.hub.web;

import org.jspecify.annotations.NullMarked;
