/**
 * What apps are told: the tables of endpoints ({@link
 * io.florin.persistence.outbound.EndpointTable}), of messages, and of deliveries ({@link
 * io.florin.persistence.outbound.DeliveryTable}).
 *
 * <p>A message commits with what it tells of, or not at all. Of transfers and holds the read side
 * tells, in the transaction that moves its offset ({@link
 * io.florin.persistence.outbound.LedgerNews}): one look at a tiny table for a group of events, if
 * nobody wants to know. Jobs, payments and payouts tell by row triggers whose conditions hold only
 * where a state is reached that is told of. A reader of ended jobs would cost their statements
 * nothing at all, but it would have to know which transactions are still under way at a time that
 * their rows name before they commit, or lose some; a trigger cannot lose any, it leaves the one
 * statement that ends jobs one statement, and without an endpoint it costs 13 of the 84
 * microseconds that the end of a job takes on a busy machine (EndMeasurement), once in its life.
 *
 * <p>From there on nothing waits for anybody: {@link io.florin.persistence.outbound.SpreadTable}
 * turns messages into deliveries and their jobs, one transaction for many, so a slow endpoint or a
 * thousand of them never hold up the read side or the end of a job.
 */
@NullMarked
package io.florin.persistence.outbound;

import org.jspecify.annotations.NullMarked;
