package io.florin.protocol.codec;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.proto.RequestProto;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;

/** The command inside a request's message. */
final class Commands {
    private Commands() {}

    static void write(WalletCommand command, RequestProto.Request.Builder request) {
        switch (command) {
            case Open c -> request.setOpen(toProto(c));
            case Update c -> request.setUpdate(toProto(c));
            case Deposit c -> request.setDeposit(toProto(c));
            case Withdraw c -> request.setWithdraw(toProto(c));
            case Transfer c -> request.setTransfer(toProto(c));
            case Hold c -> request.setHold(toProto(c));
            case Capture c -> request.setCapture(toProto(c));
            case Release c ->
                    request.setRelease(RequestProto.Release.newBuilder().setHold(c.hold().value()));
            case Reverse c -> request.setReverse(toProto(c));
            case SubmitJob c -> request.setSubmitJob(toProto(c));
            case EndJob c -> request.setEndJob(toProto(c));
        }
    }

    static WalletCommand read(RequestProto.Request request) {
        return switch (request.getCommandCase()) {
            case OPEN -> fromProto(request.getOpen());
            case UPDATE -> fromProto(request.getUpdate());
            case DEPOSIT -> deposit(request.getDeposit());
            case WITHDRAW -> withdraw(request.getWithdraw());
            case TRANSFER -> fromProto(request.getTransfer());
            case HOLD -> fromProto(request.getHold());
            case CAPTURE -> fromProto(request.getCapture());
            case RELEASE -> new Release(new HoldId(request.getRelease().getHold()));
            case REVERSE -> fromProto(request.getReverse());
            case SUBMIT_JOB -> fromProto(request.getSubmitJob());
            case END_JOB -> fromProto(request.getEndJob());
            case COMMAND_NOT_SET -> throw WireEnums.unknown("command");
        };
    }

    private static RequestProto.Open toProto(Open command) {
        return RequestProto.Open.newBuilder()
                .setOwner(command.owner())
                .addAllOverdraft(Wire.toProto(command.overdraft()))
                .addAllMetadata(Wire.pairs(command.metadata()))
                .build();
    }

    private static Open fromProto(RequestProto.Open proto) {
        return new Open(
                proto.getOwner(),
                Wire.limits(proto.getOverdraftList()),
                Wire.metadata(proto.getMetadataList()));
    }

    private static RequestProto.Update toProto(Update command) {
        var proto =
                RequestProto.Update.newBuilder()
                        .addAllOverdraft(Wire.toProto(command.overdraft()))
                        .addAllLimits(LimitWords.toProto(command.limits()));
        if (command.debits() != null) proto.setDebits(WireEnums.toProto(command.debits()));
        if (command.credits() != null) proto.setCredits(WireEnums.toProto(command.credits()));
        if (command.status() != null) proto.setStatus(WireEnums.toProto(command.status()));
        return proto.build();
    }

    private static Update fromProto(RequestProto.Update proto) {
        return new Update(
                proto.hasDebits() ? WireEnums.fromProto(proto.getDebits()) : null,
                proto.hasCredits() ? WireEnums.fromProto(proto.getCredits()) : null,
                proto.hasStatus() ? WireEnums.fromProto(proto.getStatus()) : null,
                Wire.limits(proto.getOverdraftList()),
                LimitWords.fromProto(proto.getLimitsList()));
    }

    private static RequestProto.Movement toProto(Deposit command) {
        var proto =
                RequestProto.Movement.newBuilder()
                        .setMovement(command.movement())
                        .setMoney(Wire.toProto(command.money()))
                        .setAccount(command.account().name())
                        .setDue(command.due());
        if (command.reference() != null) proto.setReference(command.reference());
        if (Wire.isWritten(command.note())) proto.setNote(Wire.toProto(command.note()));
        return proto.build();
    }

    private static Deposit deposit(RequestProto.Movement proto) {
        return new Deposit(
                proto.getMovement(),
                Wire.fromProto(proto.getMoney()),
                new SystemAccount(proto.getAccount()),
                proto.hasReference() ? proto.getReference() : null,
                Wire.fromProto(proto.getNote()),
                proto.getDue());
    }

    private static RequestProto.Movement toProto(Withdraw command) {
        var proto =
                RequestProto.Movement.newBuilder()
                        .setMovement(command.movement())
                        .setMoney(Wire.toProto(command.money()))
                        .setAccount(command.account().name());
        if (command.reference() != null) proto.setReference(command.reference());
        if (Wire.isWritten(command.note())) proto.setNote(Wire.toProto(command.note()));
        return proto.build();
    }

    private static Withdraw withdraw(RequestProto.Movement proto) {
        return new Withdraw(
                proto.getMovement(),
                Wire.fromProto(proto.getMoney()),
                new SystemAccount(proto.getAccount()),
                proto.hasReference() ? proto.getReference() : null,
                Wire.fromProto(proto.getNote()));
    }

    private static RequestProto.Transfer toProto(Transfer command) {
        var proto =
                RequestProto.Transfer.newBuilder()
                        .setId(command.id().value())
                        .setGiven(command.given())
                        .setAsset(command.asset().code())
                        .addAllLegs(Wire.toProto(command.legs()))
                        .setAllOrNothing(command.allOrNothing());
        if (Wire.isWritten(command.note())) proto.setNote(Wire.toProto(command.note()));
        return proto.build();
    }

    private static Transfer fromProto(RequestProto.Transfer proto) {
        return new Transfer(
                new TransferId(proto.getId()),
                proto.getGiven(),
                new Asset(proto.getAsset()),
                Wire.legs(proto.getLegsList()),
                proto.getAllOrNothing(),
                Wire.fromProto(proto.getNote()));
    }

    private static RequestProto.Hold toProto(Hold command) {
        var proto =
                RequestProto.Hold.newBuilder()
                        .setId(command.id().value())
                        .setGiven(command.given())
                        .setMoney(Wire.toProto(command.money()));
        if (command.expiresInSeconds() != null) {
            proto.setExpiresInSeconds(command.expiresInSeconds());
        }
        if (Wire.isWritten(command.note())) proto.setNote(Wire.toProto(command.note()));
        return proto.build();
    }

    private static Hold fromProto(RequestProto.Hold proto) {
        return new Hold(
                new HoldId(proto.getId()),
                proto.getGiven(),
                Wire.fromProto(proto.getMoney()),
                proto.hasExpiresInSeconds() ? proto.getExpiresInSeconds() : null,
                Wire.fromProto(proto.getNote()));
    }

    private static RequestProto.Capture toProto(Capture command) {
        var proto =
                RequestProto.Capture.newBuilder()
                        .setHold(command.hold().value())
                        .setTransfer(command.transfer().value())
                        .setTo(Wire.text(command.to()))
                        .setLast(command.last());
        if (command.amount() != null) proto.setAmount(command.amount());
        return proto.build();
    }

    private static Capture fromProto(RequestProto.Capture proto) {
        return new Capture(
                new HoldId(proto.getHold()),
                new TransferId(proto.getTransfer()),
                proto.hasAmount() ? proto.getAmount() : null,
                Wire.account(proto.getTo()),
                proto.getLast());
    }

    private static RequestProto.Reverse toProto(Reverse command) {
        var proto =
                RequestProto.Reverse.newBuilder()
                        .setTransfer(command.transfer().value())
                        .setOriginal(Wire.toProto(command.original()))
                        .setForced(command.forced());
        if (command.amount() != null) proto.setAmount(command.amount());
        if (Wire.isWritten(command.note())) proto.setNote(Wire.toProto(command.note()));
        return proto.build();
    }

    private static Reverse fromProto(RequestProto.Reverse proto) {
        return new Reverse(
                new TransferId(proto.getTransfer()),
                Wire.fromProto(proto.getOriginal()),
                proto.hasAmount() ? proto.getAmount() : null,
                proto.getForced(),
                Wire.fromProto(proto.getNote()));
    }

    private static RequestProto.SubmitJob toProto(SubmitJob command) {
        var proto =
                RequestProto.SubmitJob.newBuilder()
                        .setId(command.id().value())
                        .setGiven(command.given())
                        .setSpec(JobWords.toProto(command.spec()))
                        .setPrice(Wire.toProto(command.price()));
        if (command.replays() != null) proto.setReplays(command.replays().value());
        return proto.build();
    }

    private static SubmitJob fromProto(RequestProto.SubmitJob proto) {
        return new SubmitJob(
                new JobId(proto.getId()),
                proto.getGiven(),
                JobWords.fromProto(proto.getSpec()),
                Wire.fromProto(proto.getPrice()),
                proto.hasReplays() ? new JobId(proto.getReplays()) : null);
    }

    private static RequestProto.EndJob toProto(EndJob command) {
        var proto = RequestProto.EndJob.newBuilder().setId(command.id().value());
        if (command.captureTo() != null) proto.setCaptureTo(command.captureTo().name());
        return proto.build();
    }

    private static EndJob fromProto(RequestProto.EndJob proto) {
        return new EndJob(
                new JobId(proto.getId()),
                proto.hasCaptureTo() ? new SystemAccount(proto.getCaptureTo()) : null);
    }
}
