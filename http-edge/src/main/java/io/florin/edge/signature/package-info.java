/**
 * Signed messages: {@link io.florin.edge.signature.Verifier} says of a request whether its provider
 * sent it, and if not, why not; a {@link io.florin.edge.signature.Profile} knows how one provider
 * signs, in both directions. Pure: bytes, keys and the time are handed in.
 */
@NullMarked
package io.florin.edge.signature;

import org.jspecify.annotations.NullMarked;
