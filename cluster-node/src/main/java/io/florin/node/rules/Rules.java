package io.florin.node.rules;

import io.florin.node.rules.Decision.Resolved;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
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
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, and only decides: what follows from a message to a wallet in a state, at a time, knowing
 * what {@link Recall} knows. Where that is not enough, {@link Forgotten} names what to look up; the
 * caller looks and asks again.
 */
public final class Rules {
    private final Bounds bounds;

    public Rules(Bounds bounds) {
        this.bounds = bounds;
    }

    /** What is wanted, or the names to be looked up first. */
    public sealed interface Verdict<T> {}

    public record Known<T>(T value) implements Verdict<T> {}

    public record Forgotten<T>(Set<NameQuery> queries) implements Verdict<T> {}

    /** Whether what the request has done is recognised when it is decided once more. */
    public static boolean isNamed(Request request) {
        return Requests.isNamed(request);
    }

    /** A client's request: repeated or new, accepted or refused. */
    public Verdict<Decision> decide(
            Wallet wallet, Heard heard, Request request, Recall recall, Instant now) {
        var refused = Ownership.check(wallet, request);
        if (refused != null) return new Known<>(refused);
        var forgotten = recall.forgotten(Requests.names(wallet, request));
        if (!forgotten.isEmpty()) return new Forgotten<>(forgotten);
        return known(() -> decideKnown(wallet, heard, request, recall, wallet.stamp(now)));
    }

    private Decision decideKnown(
            Wallet wallet, Heard heard, Request request, Recall recall, Instant at) {
        var repeated = Requests.repeated(wallet, heard, request, recall, at);
        if (repeated != null) return repeated;
        return switch (request.command()) {
            case Open c -> Accounts.open(wallet, request, c, at);
            case Update c -> Accounts.update(wallet, request, c, at);
            case Deposit c -> Accounts.deposit(wallet, request, c, bounds, at);
            case Withdraw c -> Accounts.withdraw(wallet, request, c, at);
            case Transfer c -> Transfers.begin(wallet, request, c, bounds, at);
            case Hold c -> Holds.hold(wallet, request, c, bounds, at);
            case Capture c -> Holds.capture(wallet, request, c, recall, bounds, at);
            case Release c -> Holds.release(wallet, request, c, recall, at);
            case Reverse c -> Reversals.reverse(wallet, request, c, recall, bounds, at);
            case SubmitJob c -> Jobs.submit(wallet, request, c, bounds, at);
            case EndJob c -> Jobs.end(wallet, request, c, at);
        };
    }

    /** Another wallet's question or answer about one leg. */
    public Verdict<Decision> decide(
            Wallet wallet, Heard heard, PeerMessage message, Recall recall, Instant now) {
        var at = wallet.stamp(now);
        return switch (message) {
            case PeerMessage.Question question -> {
                var forgotten = recall.forgotten(Credits.names(wallet, question));
                yield forgotten.isEmpty()
                        ? known(() -> Credits.take(wallet, question, recall, bounds, at))
                        : new Forgotten<>(forgotten);
            }
            case PeerMessage.Answer answer ->
                    known(() -> Transfers.hear(wallet, answer, heard, recall, at));
        };
    }

    public Verdict<WalletReply> answer(Wallet wallet, Heard heard, Inquiry inquiry, Recall recall) {
        var refused = Ownership.check(wallet, inquiry);
        if (refused != null) return new Known<>(refused);
        var query = inquiry.query();
        var forgotten = recall.forgotten(Queries.names(wallet, query));
        if (!forgotten.isEmpty()) return new Forgotten<>(forgotten);
        return known(() -> Queries.answer(wallet, heard, query, recall));
    }

    /** What ends by itself now: holds that are due. */
    public List<WalletEvent> due(Wallet wallet, Instant now) {
        return wallet.holds().isEmpty() ? List.of() : Holds.expire(wallet, wallet.stamp(now));
    }

    /** When the next hold is due; null if none will be by itself. */
    public static @Nullable Instant nextDue(Wallet wallet) {
        @Nullable Instant next = null;
        if (wallet.holds().isEmpty()) return next;
        for (var hold : wallet.holds().values()) {
            var expiresAt = hold.facts().expiresAt();
            if (expiresAt == null || hold.facts().capturing() > 0) continue;
            if (next == null || expiresAt.isBefore(next)) next = expiresAt;
        }
        return next;
    }

    /** What was heard from destinations, written down; at most {@code most} events. */
    public List<WalletEvent> settle(Wallet wallet, Heard heard, int most, Instant now) {
        return heard.isEmpty()
                ? List.of()
                : Settlements.ofHeard(wallet, heard, most, wallet.stamp(now));
    }

    /** Whether everything heard that may be written is written. */
    public static boolean isSettled(Wallet wallet, Heard heard) {
        return heard.isEmpty() || Settlements.isWritten(wallet, heard);
    }

    /** What is to be asked, until it is answered, of the destination of an open leg. */
    public static PeerMessage question(Wallet wallet, OpenTransfer transfer, int leg) {
        return Transfers.question(wallet, transfer, leg);
    }

    /** The reply to all who wait for a transfer whose outcome is known. */
    public static WalletReply outcome(WalletId from, Resolved resolved, boolean replayed) {
        return Answers.outcome(from, resolved.transfer(), resolved.hold(), replayed);
    }

    private static <T> Verdict<T> known(Supplier<T> rule) {
        try {
            return new Known<>(rule.get());
        } catch (Recall.Forgotten forgotten) {
            return new Forgotten<>(Set.copyOf(forgotten.queries()));
        }
    }
}
