package io.florin.protocol.wallet;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.LegName;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells two requests apart by what the caller asked: a word for the route and every field, without
 * the idempotency key and without ids that the server made up, which differ at each try. Stored for
 * ever and compared by later releases: order and form of what goes in never change. A field that is
 * added later goes in only where it is not its default.
 */
public final class Fingerprints {
    private Fingerprints() {}

    public static Fingerprint of(WalletCommand command) {
        return switch (command) {
            case Open c -> open(c);
            case Update c -> update(c);
            case Deposit c -> movement("deposit", c.money(), c.account(), c.reference(), c.note());
            case Withdraw c ->
                    movement("withdraw", c.money(), c.account(), c.reference(), c.note());
            case Transfer c -> transfer(c);
            case Hold c -> hold(c);
            case Capture c -> capture(c);
            case Release c -> new FingerprintInput("release").text(c.hold().value()).digest();
            case Reverse c -> reverse(c);
            case SubmitJob c -> submitJob(c);
            case EndJob c ->
                    new FingerprintInput("endJob")
                            .text(c.id().value())
                            .text(c.captureTo() == null ? null : c.captureTo().name())
                            .digest();
        };
    }

    private static Fingerprint open(Open command) {
        var input = new FingerprintInput("open").text(command.owner());
        limits(input, command.overdraft());
        return input.pairs(command.metadata()).digest();
    }

    private static Fingerprint update(Update command) {
        var input =
                new FingerprintInput("update")
                        .text(name(command.debits()))
                        .text(name(command.credits()))
                        .text(name(command.status()));
        limits(input, command.overdraft());
        command.limits()
                .byAsset()
                .forEach((asset, limits) ->
                        input.text(asset.code())
                                .number(limits.perOperation())
                                .number(limits.perDay())
                                .number(limits.perMonth()));
        return input.digest();
    }

    private static Fingerprint movement(
            String route,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note) {
        var input =
                new FingerprintInput(route)
                        .text(money.asset().code())
                        .number(money.minor())
                        .text(account.name())
                        .text(reference);
        return note(input, note).digest();
    }

    private static Fingerprint transfer(Transfer command) {
        var input =
                new FingerprintInput("transfer")
                        .text(command.given() ? command.id().value() : null)
                        .text(command.asset().code())
                        .number(command.legs().size());
        for (var leg : command.legs()) input.text(text(leg.to())).number(leg.amount());
        return note(input.flag(command.allOrNothing()), command.note()).digest();
    }

    private static Fingerprint hold(Hold command) {
        var input =
                new FingerprintInput("hold")
                        .text(command.given() ? command.id().value() : null)
                        .text(command.money().asset().code())
                        .number(command.money().minor())
                        .number(command.expiresInSeconds());
        return note(input, command.note()).digest();
    }

    private static Fingerprint capture(Capture command) {
        return new FingerprintInput("capture")
                .text(command.hold().value())
                .number(command.amount())
                .text(text(command.to()))
                .flag(command.last())
                .digest();
    }

    private static Fingerprint reverse(Reverse command) {
        LegName original = command.original();
        var input =
                new FingerprintInput("reverse")
                        .text(original.from().toString())
                        .text(original.transfer().value())
                        .number(original.leg())
                        .number(command.amount())
                        .flag(command.forced());
        return note(input, command.note()).digest();
    }

    private static Fingerprint submitJob(SubmitJob command) {
        var spec = command.spec();
        var runAt = spec.runAt();
        var replays = command.replays();
        var attempts = spec.maxAttempts();
        return new FingerprintInput("submitJob")
                .text(command.given() ? command.id().value() : null)
                .text(command.price().asset().code())
                .number(command.price().minor())
                .text(spec.queue())
                .text(spec.kind())
                .text(spec.key())
                .text(spec.payload())
                .text(spec.priority().name())
                .number(runAt == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, runAt))
                .text(spec.uniqueKey())
                .number(attempts == null ? null : attempts.longValue())
                .text(replays == null ? null : replays.value())
                .digest();
    }

    private static FingerprintInput note(FingerprintInput input, Note note) {
        return input.text(note.memo()).pairs(note.metadata());
    }

    private static void limits(FingerprintInput input, OverdraftLimits limits) {
        input.number(limits.byAsset().size());
        limits.byAsset().forEach((asset, minor) -> input.text(asset.code()).number(minor));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static String text(Account account) {
        return switch (account) {
            case WalletId wallet -> wallet.toString();
            case SystemAccount system -> system.name();
        };
    }
}
