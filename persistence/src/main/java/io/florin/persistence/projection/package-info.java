/**
 * How far the read side has come, and how it moves on. {@link
 * io.florin.persistence.projection.OffsetTable} has one row per slice range; a {@link
 * io.florin.persistence.projection.GroupTransaction} locks it before it writes anything, so that of
 * two writers of one range only the one that continues from the stored offset can commit. {@link
 * io.florin.persistence.projection.Progress} asks about it: lag, and whether a cut of the journal
 * has been passed.
 */
@NullMarked
package io.florin.persistence.projection;

import org.jspecify.annotations.NullMarked;
