/** What people say of papers: comments, notifications, moderation, and who is an author. */
@NullMarked
package dev.assay.hub.discussion;

import org.jspecify.annotations.NullMarked;
