/**
 * Trials on many machines that share a PostgreSQL database: the store, the queue and the workers.
 */
@NullMarked
package dev.assay.lab.sql;

import org.jspecify.annotations.NullMarked;
