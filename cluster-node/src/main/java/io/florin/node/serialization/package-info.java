/**
 * The bytes of what actors send between nodes and of what they store: Pekko's serializers over
 * {@code io.florin.protocol.codec}. Nothing else in the node knows them. Their numbers, stored with
 * every event, are in {@link io.florin.node.serialization.SerializerIds}; the bindings in {@code
 * reference.conf}; {@link io.florin.node.serialization.WalletSnapshotCodec} has the state's bytes.
 */
@NullMarked
package io.florin.node.serialization;

import org.jspecify.annotations.NullMarked;
