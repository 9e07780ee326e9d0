package io.florin.protocol.ledger;

import io.florin.protocol.account.Note;
import io.florin.protocol.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a wallet's statement. {@code id} is {@code <sequence>.<line>}: unique in the wallet
 * and in its order. {@code kind} is a word such as deposit, transfer, capture, return; if it is
 * {@code job}, {@code transfer} is the id of the job whose price was taken.
 */
public record Entry(
        String id,
        Instant at,
        Asset asset,
        long amount,
        long balanceAfter,
        String kind,
        @Nullable String transfer,
        String counterparty,
        Note note) {}
