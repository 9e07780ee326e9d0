package io.florin.node.rules;

import io.florin.protocol.account.Note;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.TransferKind;

/** A leg of an all-or-nothing transfer that is promised to this wallet and not decided yet. */
public record ReceivedLeg(TransferKind kind, Money money, Note note) {}
