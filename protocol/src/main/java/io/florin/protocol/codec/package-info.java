/**
 * Records to bytes and back, one codec per vocabulary; {@link
 * io.florin.protocol.codec.WalletEventCodec}, whose bytes are stored for ever, is the front class.
 * {@link io.florin.protocol.codec.Wire} has the words that all of them share. Bytes that cannot be
 * read throw {@link io.florin.protocol.codec.MalformedBytes}, a kind that this release does not
 * know {@link io.florin.protocol.codec.UnknownManifest}.
 */
@NullMarked
package io.florin.protocol.codec;

import org.jspecify.annotations.NullMarked;
