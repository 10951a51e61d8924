/** People who sign in with an account of another site: OpenID Connect, and GitHub's OAuth 2. */
@NullMarked
package dev.assay.hub.identity;

import org.jspecify.annotations.NullMarked;
