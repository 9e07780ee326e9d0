/**
 * Who can stand on one side of a ledger entry: {@link io.florin.protocol.account.Account}, a wallet
 * or a system account, and the id pattern that callers keep to.
 */
@NullMarked
package io.florin.protocol.account;

import org.jspecify.annotations.NullMarked;
