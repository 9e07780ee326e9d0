/**
 * All that events and rules know of the journal: that some events occupy names ({@link
 * io.florin.protocol.journal.Named}), which can be asked for ({@link
 * io.florin.protocol.journal.NameQuery}).
 */
@NullMarked
package io.florin.protocol.journal;

import org.jspecify.annotations.NullMarked;
