package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;

/**
 * The bytes of wallet events, stored for ever and never rewritten. A manifest is a kind of event
 * and its generation; a kind that changes beyond new optional fields gets a new manifest beside the
 * old. A new kind is readable one release before it is written.
 */
public final class WalletEventCodec {
    private static final String OPENED = "wo1";
    private static final String UPDATED = "wu1";
    private static final String DEPOSITED = "wd1";
    private static final String SUSPENDED = "wd2";
    private static final String WITHDRAWN = "ww1";
    private static final String REFUSED = "wr1";
    private static final String REPEATED = "wn1";
    private static final String DEBITED = "td1";
    private static final String CONFIRMED = "tc1";
    private static final String CANCELLED = "tx1";
    private static final String SETTLED = "ts1";
    private static final String RETURNED = "tr1";
    private static final String REFUNDED = "tb1";
    private static final String REVERSAL_COUNTED = "tn1";
    private static final String CREDITED = "lc1";
    private static final String CREDIT_REFUSED = "lr1";
    private static final String RECEIVED = "lp1";
    private static final String LEG_CONFIRMED = "lf1";
    private static final String LEG_CANCELLED = "lx1";
    private static final String HELD = "hh1";
    private static final String RELEASED = "hr1";
    private static final String JOB_SUBMITTED = "js1";
    private static final String JOB_ENDED = "je1";
    private static final String JOB_FOUND_OPEN = "jo1";

    private WalletEventCodec() {}

    public static String manifest(WalletEvent event) {
        return switch (event) {
            case Opened _ -> OPENED;
            case Updated _ -> UPDATED;
            case Deposited e -> e.suspended() ? SUSPENDED : DEPOSITED;
            case Withdrawn _ -> WITHDRAWN;
            case Refused _ -> REFUSED;
            case Repeated _ -> REPEATED;
            case Debited _ -> DEBITED;
            case Confirmed _ -> CONFIRMED;
            case Cancelled _ -> CANCELLED;
            case Settled _ -> SETTLED;
            case Returned _ -> RETURNED;
            case Refunded _ -> REFUNDED;
            case ReversalCounted _ -> REVERSAL_COUNTED;
            case Credited _ -> CREDITED;
            case CreditRefused _ -> CREDIT_REFUSED;
            case Received _ -> RECEIVED;
            case LegConfirmed _ -> LEG_CONFIRMED;
            case LegCancelled _ -> LEG_CANCELLED;
            case Held _ -> HELD;
            case Released _ -> RELEASED;
            case JobSubmitted _ -> JOB_SUBMITTED;
            case JobEnded _ -> JOB_ENDED;
            case JobFoundOpen _ -> JOB_FOUND_OPEN;
        };
    }

    /** Throws {@link IllegalArgumentException} for a time finer than a microsecond. */
    public static byte[] encode(WalletEvent event) {
        return toProto(event).toByteArray();
    }

    /** Throws {@link UnknownManifest} or {@link MalformedBytes}. */
    public static WalletEvent decode(String manifest, byte[] bytes) {
        return Decoding.decode("wallet event", bytes, given -> parse(manifest, given));
    }

    private static MessageLite toProto(WalletEvent event) {
        return switch (event) {
            case Opened e -> OwnEvents.toProto(e);
            case Updated e -> OwnEvents.toProto(e);
            case Deposited e -> OwnEvents.toProto(e);
            case Withdrawn e -> OwnEvents.toProto(e);
            case Refused e -> OwnEvents.toProto(e);
            case Repeated e -> OwnEvents.toProto(e);
            case Debited e -> TransferEvents.toProto(e);
            case Confirmed e -> TransferEvents.toProto(e);
            case Cancelled e -> TransferEvents.toProto(e);
            case Settled e -> TransferEvents.toProto(e);
            case Returned e -> TransferEvents.toProto(e);
            case Refunded e -> TransferEvents.toProto(e);
            case ReversalCounted e -> TransferEvents.toProto(e);
            case Credited e -> LegEvents.toProto(e);
            case CreditRefused e -> LegEvents.toProto(e);
            case Received e -> LegEvents.toProto(e);
            case LegConfirmed e -> LegEvents.toProto(e);
            case LegCancelled e -> LegEvents.toProto(e);
            case Held e -> HoldEvents.toProto(e);
            case Released e -> HoldEvents.toProto(e);
            case JobSubmitted e -> JobEvents.toProto(e);
            case JobEnded e -> JobEvents.toProto(e);
            case JobFoundOpen e -> JobEvents.toProto(e);
        };
    }

    private static WalletEvent parse(String manifest, byte[] bytes)
            throws InvalidProtocolBufferException {
        return switch (manifest) {
            case OPENED -> OwnEvents.opened(bytes);
            case UPDATED -> OwnEvents.updated(bytes);
            case DEPOSITED -> OwnEvents.deposited(bytes, false);
            case SUSPENDED -> OwnEvents.deposited(bytes, true);
            case WITHDRAWN -> OwnEvents.withdrawn(bytes);
            case REFUSED -> OwnEvents.refused(bytes);
            case REPEATED -> OwnEvents.repeated(bytes);
            case DEBITED -> TransferEvents.debited(bytes);
            case CONFIRMED -> TransferEvents.confirmed(bytes);
            case CANCELLED -> TransferEvents.cancelled(bytes);
            case SETTLED -> TransferEvents.settled(bytes);
            case RETURNED -> TransferEvents.returned(bytes);
            case REFUNDED -> TransferEvents.refunded(bytes);
            case REVERSAL_COUNTED -> TransferEvents.reversalCounted(bytes);
            case CREDITED -> LegEvents.credited(bytes);
            case CREDIT_REFUSED -> LegEvents.creditRefused(bytes);
            case RECEIVED -> LegEvents.received(bytes);
            case LEG_CONFIRMED -> LegEvents.legConfirmed(bytes);
            case LEG_CANCELLED -> LegEvents.legCancelled(bytes);
            case HELD -> HoldEvents.held(bytes);
            case RELEASED -> HoldEvents.released(bytes);
            case JOB_SUBMITTED -> JobEvents.submitted(bytes);
            case JOB_ENDED -> JobEvents.ended(bytes);
            case JOB_FOUND_OPEN -> JobEvents.foundOpen(bytes);
            default -> throw new UnknownManifest("wallet event", manifest);
        };
    }
}
