package io.florin.protocol.ledger;

import java.time.LocalDate;

/**
 * What a wallet sent to others and received from them, reversals among it; what came back because
 * nobody took it counts as not sent.
 *
 * @param begin the first day of the day or month that this is about; of a whole report, its own
 */
public record Turnover(LocalDate begin, Tally sent, Tally received) {}
