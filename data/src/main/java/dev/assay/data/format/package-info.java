/**
 * Readers, and some writers, of the files that data sets and weights come in.
 *
 * <p>Every reader works on a {@link java.lang.foreign.MemorySegment}, whose bounds it cannot leave,
 * and refuses what is truncated, too long or contradicts itself with a {@link
 * dev.assay.data.format.MalformedDataException}. Nothing is allocated on the word of a header
 * before the file is known to be as long as the header says.
 */
@NullMarked
package dev.assay.data.format;

import org.jspecify.annotations.NullMarked;
