package io.florin.protocol.codec;

import io.florin.protocol.proto.WordsProto;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;

/**
 * The shared enums to their Protobuf twins and back. Switches without default, so that the compiler
 * asks for each new value; a number that this release does not know throws {@link
 * IllegalArgumentException}.
 */
public final class WireEnums {
    private WireEnums() {}

    public static WordsProto.Permission toProto(Permission permission) {
        return switch (permission) {
            case ALLOWED -> WordsProto.Permission.PERMISSION_ALLOWED;
            case BLOCKED -> WordsProto.Permission.PERMISSION_BLOCKED;
        };
    }

    public static Permission fromProto(WordsProto.Permission permission) {
        return switch (permission) {
            case PERMISSION_ALLOWED -> Permission.ALLOWED;
            case PERMISSION_BLOCKED -> Permission.BLOCKED;
            case UNRECOGNIZED -> throw unknown("permission");
        };
    }

    public static WordsProto.Status toProto(Status status) {
        return switch (status) {
            case ABSENT -> WordsProto.Status.STATUS_ABSENT;
            case OPEN -> WordsProto.Status.STATUS_OPEN;
            case CLOSED -> WordsProto.Status.STATUS_CLOSED;
        };
    }

    public static Status fromProto(WordsProto.Status status) {
        return switch (status) {
            case STATUS_ABSENT -> Status.ABSENT;
            case STATUS_OPEN -> Status.OPEN;
            case STATUS_CLOSED -> Status.CLOSED;
            case UNRECOGNIZED -> throw unknown("status");
        };
    }

    public static WordsProto.TransferKind toProto(TransferKind kind) {
        return switch (kind) {
            case TRANSFER -> WordsProto.TransferKind.KIND_TRANSFER;
            case CAPTURE -> WordsProto.TransferKind.KIND_CAPTURE;
            case REVERSAL -> WordsProto.TransferKind.KIND_REVERSAL;
        };
    }

    public static TransferKind fromProto(WordsProto.TransferKind kind) {
        return switch (kind) {
            case KIND_TRANSFER -> TransferKind.TRANSFER;
            case KIND_CAPTURE -> TransferKind.CAPTURE;
            case KIND_REVERSAL -> TransferKind.REVERSAL;
            case UNRECOGNIZED -> throw unknown("transfer kind");
        };
    }

    public static WordsProto.HoldState toProto(HoldFacts.State state) {
        return switch (state) {
            case HELD -> WordsProto.HoldState.HOLD_HELD;
            case CAPTURED -> WordsProto.HoldState.HOLD_CAPTURED;
            case RELEASED -> WordsProto.HoldState.HOLD_RELEASED;
            case EXPIRED -> WordsProto.HoldState.HOLD_EXPIRED;
        };
    }

    public static HoldFacts.State fromProto(WordsProto.HoldState state) {
        return switch (state) {
            case HOLD_HELD -> HoldFacts.State.HELD;
            case HOLD_CAPTURED -> HoldFacts.State.CAPTURED;
            case HOLD_RELEASED -> HoldFacts.State.RELEASED;
            case HOLD_EXPIRED -> HoldFacts.State.EXPIRED;
            case UNRECOGNIZED -> throw unknown("hold state");
        };
    }

    static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException("This release does not know this " + what + ".");
    }
}
