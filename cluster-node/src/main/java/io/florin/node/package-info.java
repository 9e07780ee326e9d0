/**
 * The running thing: {@code Composition} wires actors, journal, workers and edge.
 *
 * <p>The trip of {@code POST /v1/transfers}, and what the caller sees if a step fails:
 *
 * <ol>
 *   <li>{@code edge.transfer.TransferRoutes}: strict JSON to a {@code Transfer} under its key; 400,
 *       413, 415 with a {@code code}.
 *   <li>{@code ShardedWallets}: id → shard → node, within a bound on what is under way; 503: not
 *       taken. Silence: 202 and where to ask.
 *   <li>{@code WalletProcess} at the source: collects while a write is out, looks up names it has
 *       forgotten; 503: not taken.
 *   <li>{@code Rules} → {@code Transfers.begin}: replayed, refused, or {@code Debited}; 402, 403,
 *       404, 409, 422, remembered like any answer.
 *   <li>{@code PostgresJournal}: one statement for the writes of many wallets; if it fails, the
 *       wallet recovers and decides again.
 *   <li>{@code Credits.take} at the destination: {@code Credited}, or {@code CreditRefused}, once
 *       and for ever; the source repeats until it is answered.
 *   <li>The source replies, and writes {@code Settled} later, or {@code Returned} and then replies:
 *       201, or the destination's refusal.
 *   <li>{@code projection}: entries, transfer, balances and offset in one transaction; history is a
 *       little behind, {@code lagMillis} says how much.
 * </ol>
 *
 * <p>The trip of {@code POST /v1/jobs} is told in {@code io.florin.node.job}.
 */
@NullMarked
package io.florin.node;

import org.jspecify.annotations.NullMarked;
