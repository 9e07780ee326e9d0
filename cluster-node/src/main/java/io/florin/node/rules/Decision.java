package io.florin.node.rules;

import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one message: facts to write, and what to say to other wallets and to the caller
 * once they are written.
 *
 * @param heard what is known from now on of a leg without being written, see {@link Heard}
 * @param resolved the outcome that is known from now on: all who wait for it are answered
 */
public record Decision(
        List<WalletEvent> events,
        List<PeerMessage> sends,
        Outcome outcome,
        PeerMessage.@Nullable Answer heard,
        @Nullable Resolved resolved) {
    /** What the caller of a request hears; nobody waits for a peer's message. */
    public sealed interface Outcome {
        /**
         * Whether it holds only if the journal has nothing newer than the wallet's state. No write
         * of it would fail in an outdated incarnation, so the journal has to be asked.
         */
        default boolean presumesNothingNewer() {
            return this instanceof Unwritten || this instanceof Impossible;
        }
    }

    /** This, once the events are durable. */
    public record Replies(WalletReply reply) implements Outcome {}

    /** A refusal that is no answer to be remembered. */
    public record Unwritten(WalletReply reply) implements Outcome {}

    /**
     * No, to somebody whose wallet it is not. It holds whatever is newer, for an owner never
     * changes; and nothing of theirs was or will be written.
     */
    public record TurnedAway(WalletReply reply) implements Outcome {}

    /** What becomes of the transfer; {@code replayed}: this request did not begin it. */
    public record Waits(TransferId transfer, boolean replayed) implements Outcome {}

    /** The message can only have been sent after an event that this history lacks. */
    public record Impossible(String what) implements Outcome {}

    public enum Silent implements Outcome {
        SILENT
    }

    /** A transfer whose outcome is known; {@code hold}: after this capture, if it was one. */
    public record Resolved(OpenTransfer transfer, @Nullable HoldFacts hold) {
        public TransferId id() {
            return transfer.debited().id();
        }
    }

    /** Nothing to write, to send or to say. */
    public static final Decision NOTHING =
            new Decision(List.of(), List.of(), Silent.SILENT, null, null);

    public Decision {
        events = List.copyOf(events);
        sends = List.copyOf(sends);
    }

    static Decision replies(WalletReply reply, WalletEvent... events) {
        return new Decision(List.of(events), List.of(), new Replies(reply), null, null);
    }

    static Decision unwritten(WalletReply reply) {
        return new Decision(List.of(), List.of(), new Unwritten(reply), null, null);
    }

    static Decision turnedAway(WalletReply reply) {
        return new Decision(List.of(), List.of(), new TurnedAway(reply), null, null);
    }

    static Decision replies(WalletReply reply, List<WalletEvent> events) {
        return new Decision(events, List.of(), new Replies(reply), null, null);
    }

    static Decision waits(
            TransferId transfer,
            boolean replayed,
            List<WalletEvent> events,
            List<PeerMessage> sends) {
        return new Decision(events, sends, new Waits(transfer, replayed), null, null);
    }

    /** Writes and sends, and answers nobody. */
    static Decision silently(List<WalletEvent> events, List<PeerMessage> sends) {
        return new Decision(events, sends, Silent.SILENT, null, null);
    }

    static Decision impossible(String what) {
        return new Decision(List.of(), List.of(), new Impossible(what), null, null);
    }

    /** The same, with one more event. */
    Decision writing(WalletEvent event) {
        var more = new ArrayList<>(events);
        more.add(event);
        return new Decision(more, sends, outcome, heard, resolved);
    }

    /** The outcome is known if every leg's is. */
    Decision resolving(OpenTransfer transfer, @Nullable HoldFacts hold) {
        boolean known = Answers.isKnown(transfer);
        var outcomeOf = known ? new Resolved(transfer, hold) : null;
        return new Decision(events, sends, outcome, heard, outcomeOf);
    }

    Decision hearing(PeerMessage.Answer answer) {
        return new Decision(events, sends, outcome, answer, resolved);
    }
}
