package io.florin.node.wallet;

/**
 * What the wallets of a node have to do.
 *
 * @param living in memory
 * @param undecided commands that wait to be decided
 * @param waiting callers who wait for the destinations of transfers
 * @param inFlight requests under way through this node's door
 * @param maxInFlight their bound
 */
public record WalletLoad(int living, long undecided, long waiting, int inFlight, int maxInFlight) {}
