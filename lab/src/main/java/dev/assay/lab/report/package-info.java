/** Records as pages: plots in SVG and reports in HTML. */
@NullMarked
package dev.assay.lab.report;

import org.jspecify.annotations.NullMarked;
