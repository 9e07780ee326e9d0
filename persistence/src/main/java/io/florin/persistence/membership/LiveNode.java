package io.florin.persistence.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node whose row is fresh: it lives, or has died a moment ago. Times are the database's.
 *
 * @param enteredAt since when it is a member of its cluster; null before
 * @param seenAt when it refreshed its row
 */
public record LiveNode(Card card, @Nullable Instant enteredAt, Instant seenAt) {}
