/**
 * Amounts and what they are amounts of. {@link io.florin.protocol.money.Money} is the front class:
 * a whole number of an asset's minor units, whose arithmetic throws instead of wrapping round.
 */
@NullMarked
package io.florin.protocol.money;

import org.jspecify.annotations.NullMarked;
