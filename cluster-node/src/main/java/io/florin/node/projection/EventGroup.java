package io.florin.node.projection;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventRow;
import java.util.List;

/**
 * Some events in commit order, projected in one transaction that moves the offset from {@code
 * after} to {@code upTo}.
 */
record EventGroup(EventOffset after, EventOffset upTo, List<EventRow> rows) {}
