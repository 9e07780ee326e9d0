package io.florin.protocol.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was, or would be, sent again.
 *
 * @param nextFrom where the next wish begins, if there were more than one takes
 */
public record Replayed(long messages, @Nullable Instant nextFrom) {}
