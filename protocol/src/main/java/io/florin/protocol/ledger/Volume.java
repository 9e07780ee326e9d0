package io.florin.protocol.ledger;

import java.time.LocalDate;

/**
 * The legs that went through in an app, by the time at which they were sent.
 *
 * @param begin the first day of the day or month that this is about; of a whole report, its own
 * @param reversed those that sent money of an earlier one back
 */
public record Volume(LocalDate begin, Tally sent, Tally reversed) {}
