/**
 * Every reason to say no, for wallets, sessions, users and the edge alike: {@link
 * io.florin.protocol.refusal.Refusal}.
 */
@NullMarked
package io.florin.protocol.refusal;

import org.jspecify.annotations.NullMarked;
