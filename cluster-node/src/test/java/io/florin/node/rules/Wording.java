package io.florin.node.rules;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says in a few words what a wallet writes, sends and replies. A hold reads {@code h1 held
 * 40/10/5}: captured, capturing, remaining.
 */
public final class Wording {
    private Wording() {}

    /** The names of the events; {@code -} if there are none. */
    public static String events(Collection<? extends WalletEvent> events) {
        return orDash(events.stream().map(event -> event.getClass().getSimpleName()).toList());
    }

    public static String orDash(List<String> texts) {
        return texts.isEmpty() ? "-" : String.join(", ", texts);
    }

    public static String message(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Credit m ->
                    (m.promised() ? "promise " : "credit ") + m.to().id() + " " + leg(m.leg());
            case PeerMessage.Confirm m -> "confirm " + m.to().id() + " " + leg(m.leg());
            case PeerMessage.Cancel m -> "cancel " + m.to().id() + " " + leg(m.leg());
            case PeerMessage.Accepted m -> "accept " + leg(m.leg());
            case PeerMessage.Declined m -> "decline " + leg(m.leg()) + " " + why(m.denial());
            case PeerMessage.LegSpendable m -> "spendable " + leg(m.leg());
            case PeerMessage.LegForgotten m -> "forgotten " + leg(m.leg());
        };
    }

    private static String leg(LegName leg) {
        var tail = leg.transfer() + "/" + leg.leg();
        return leg.from().equals(Phrases.ME) ? tail : leg.from().id() + "/" + tail;
    }

    public static String reply(WalletReply reply) {
        return switch (reply) {
            case WalletReply.Done(var answer, var replayed) -> answer(answer) + again(replayed);
            case WalletReply.Denied(var denial, var replayed) -> why(denial) + again(replayed);
            case WalletReply.NotTaken(var why) -> lower(why) + " (not taken)";
            case WalletReply.InDoubt() -> "in doubt";
        };
    }

    private static String again(boolean replayed) {
        return replayed ? " again" : "";
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.OfWallet(var wallet) -> "wallet v" + wallet.version();
            case Answer.OfSettings settings -> lower(settings.status());
            case Answer.OfMovement movement ->
                    lower(movement.direction())
                            + " -> "
                            + movement.balanceAfter()
                            + (movement.suspended() ? " suspended" : "");
            case Answer.OfTransfer(var transfer) -> transfer(transfer);
            case Answer.OfRefusedTransfer refused -> "refused: " + why(refused.denial());
            case Answer.OfHold(_, var hold, _, var capture) ->
                    capture == null ? hold(hold) : transfer(capture) + ", " + hold(hold);
            case Answer.OfJob(_, var job, var openAlready) ->
                    job.id() + " " + lower(job.state()) + (openAlready ? " already" : "");
        };
    }

    private static String transfer(TransferView transfer) {
        var state = transfer.id() + " " + lower(transfer.state());
        var legs = transfer.legs();
        boolean alike = legs.stream().allMatch(leg -> leg.state() == transfer.state());
        return alike
                ? state
                : legs.stream()
                        .map(leg -> leg.to().name() + " " + lower(leg.state()))
                        .collect(Collectors.joining(", ", state + " (", ")"));
    }

    public static String hold(HoldFacts hold) {
        return "%s %s %d/%d/%d"
                .formatted(
                        hold.id(),
                        lower(hold.state()),
                        hold.captured(),
                        hold.capturing(),
                        hold.remaining());
    }

    private static String why(Denial denial) {
        return lower(denial.why());
    }

    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** {@code posted/held} of each asset; USD goes without its code. */
    public static String balances(Wallet wallet) {
        return orDash(
                wallet.positions().entrySet().stream()
                        .map(entry -> {
                            var code = entry.getKey().code();
                            var position = entry.getValue();
                            return (code.equals("USD") ? "" : code + " ")
                                    + position.posted()
                                    + "/"
                                    + position.held();
                        })
                        .toList());
    }
}
