/**
 * Stored events in commit order, for projections. {@link io.florin.persistence.events.EventReader}
 * reads pages of a slice range from an {@link io.florin.persistence.events.EventOffset} on, without
 * gaps and without a guessing delay; {@link io.florin.persistence.events.EventSignal} wakes readers
 * when there is something to read.
 */
@NullMarked
package io.florin.persistence.events;

import org.jspecify.annotations.NullMarked;
