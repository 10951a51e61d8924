/** Letters: written to the database, sent from there over SMTP. */
@NullMarked
package dev.assay.hub.mail;

import org.jspecify.annotations.NullMarked;
