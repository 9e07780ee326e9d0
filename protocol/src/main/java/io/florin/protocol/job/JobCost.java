package io.florin.protocol.job;

/**
 * What a provider charges us for a run, from its own account of what was used.
 *
 * @param prices the version of the price table that was applied
 * @param nanoUsd in 10⁻⁹ US dollars, rounded up
 * @param usage the provider's account, as JSON
 */
public record JobCost(String provider, String model, String prices, long nanoUsd, String usage) {}
