/** Who uses the site: accounts, roles, sessions, one-time links, API tokens. */
@NullMarked
package dev.assay.hub.people;

import org.jspecify.annotations.NullMarked;
