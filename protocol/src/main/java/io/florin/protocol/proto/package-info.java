/**
 * Generated from {@code src/main/proto}: the bytes of every vocabulary as Protobuf messages. Only
 * codecs touch them; {@link io.florin.protocol.proto.WordsProto} has what the others share.
 */
@NullMarked
package io.florin.protocol.proto;

import org.jspecify.annotations.NullMarked;
