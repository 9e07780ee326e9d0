package io.florin.protocol.transfer;

/** Why money moves between two accounts; part of every entry, so stable. */
public enum TransferKind {
    /** A plain transfer from what is available. */
    TRANSFER,
    /** A part of a hold, sent on. */
    CAPTURE,
    /** Money of an ended transfer, sent back by whom it was credited to. */
    REVERSAL
}
