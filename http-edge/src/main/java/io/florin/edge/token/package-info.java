/**
 * Who logged in proves it by tokens: {@link io.florin.edge.token.AccessTokens} are signed and live
 * some minutes, {@link io.florin.edge.token.RefreshToken} is known to its session alone. The key
 * pairs come from the {@link io.florin.edge.token.KeyRing}.
 */
@NullMarked
package io.florin.edge.token;

import org.jspecify.annotations.NullMarked;
