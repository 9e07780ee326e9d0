/**
 * How a transfer and its parts are named: a {@link io.florin.protocol.transfer.TransferId} is
 * unique at its source wallet, a {@link io.florin.protocol.transfer.LegName} in the whole app.
 */
@NullMarked
package io.florin.protocol.transfer;

import org.jspecify.annotations.NullMarked;
