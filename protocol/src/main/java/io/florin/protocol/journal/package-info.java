/**
 * All that events know of the journal: that some occupy names ({@link
 * io.florin.protocol.journal.Named}).
 */
@NullMarked
package io.florin.protocol.journal;

import org.jspecify.annotations.NullMarked;
