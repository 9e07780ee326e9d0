package io.florin.simulation.wallet;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.simulation.wallet.Call.Asked;
import org.jspecify.annotations.Nullable;

/** Something that a client wants: it asks until it is answered, and sometimes once more. */
public final class Errand {
    private static final long PATIENCE_MICROS = 4_000_000;
    private static final long MOST_PATIENCE_MICROS = 60_000_000;

    private final int number;
    private final WalletId wallet;
    private final Asked wish;
    private final Post post;
    private long latest;
    private int attempts;
    private @Nullable WalletReply answer;

    Errand(int number, WalletId wallet, Asked wish, Post post) {
        this.number = number;
        this.wallet = wallet;
        this.wish = wish;
        this.post = post;
    }

    /** How a copy of a wish gets to its wallet. */
    interface Post {
        /** Sends a copy and gives its number. */
        long send(Errand errand, WalletId wallet, Asked wish);

        void later(long mostMicros, Runnable action);

        boolean impatient();
    }

    int number() {
        return number;
    }

    public boolean isAnswered() {
        return answer != null;
    }

    public @Nullable WalletReply answer() {
        return answer;
    }

    public WalletId wallet() {
        return wallet;
    }

    public Asked wish() {
        return wish;
    }

    void ask() {
        long sent = post.send(this, wallet, wish);
        latest = sent;
        attempts++;
        if (post.impatient()) post.send(this, wallet, wish);
        post.later(
                patience(),
                () -> {
                    if (answer == null && latest == sent) ask();
                });
    }

    void heard(Call call, WalletReply reply) {
        if (isFinal(call.asked(), reply)) {
            answer = reply;
        } else if (answer == null && call.number() == latest) {
            latest = -1; // no longer waits for it
            post.later(
                    patience() / 4,
                    () -> {
                        if (answer == null && latest == -1) ask();
                    });
        }
    }

    private long patience() {
        return Math.min(MOST_PATIENCE_MICROS, PATIENCE_MICROS << Math.min(10, attempts / 8));
    }

    /** Whether a client has no reason to ask again. */
    static boolean isFinal(Asked asked, WalletReply reply) {
        return switch (reply) {
            case Done _ -> true;
            case Denied(var denial, _) ->
                    asked instanceof Call.Question
                            || denial.why().isAnswer()
                            || denial.why() == Refusal.FORBIDDEN;
            case NotTaken _, InDoubt _ -> false;
        };
    }

    @Override
    public String toString() {
        return "errand " + number + " " + wish;
    }
}
