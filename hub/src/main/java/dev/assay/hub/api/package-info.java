/** What programs read: JSON, feeds and the sitemap. */
@NullMarked
package dev.assay.hub.api;

import org.jspecify.annotations.NullMarked;
