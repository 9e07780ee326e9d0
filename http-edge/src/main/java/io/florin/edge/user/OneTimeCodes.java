package io.florin.edge.user;

import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.problem.Cause;
import io.florin.edge.secret.Vault;
import io.florin.protocol.notification.CodeNotice;
import io.florin.protocol.notification.Notifications;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView.Code;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One-time codes: six digits, kept as a keyed hash in a session of their own, delivered and never
 * shown. The calls wait: make them from a flow.
 */
public record OneTimeCodes(
        SessionSteps sessions,
        Vault vault,
        Notifications notifications,
        IdentitySettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(OneTimeCodes.class);
    private static final String PURPOSE = "one-time code";

    /**
     * A code that is kept.
     *
     * @param replayed whether it had been like this by the same request before
     */
    public record Issued(Code code, boolean replayed) {}

    /** What becomes of a code that was made. */
    public enum Delivery {
        /** The caller hears whether it was handed over. */
        AWAITED,

        /** The caller must not notice whether there was anybody to hand it over to. */
        UNNOTICED,

        /** There is nobody; the code was made so that nobody notices. */
        NONE
    }

    /**
     * Makes and delivers a code. It follows from its id by the installation's secret, so the same
     * id again delivers the same code again, as long as nobody has used it: the first delivery may
     * have failed.
     */
    public Issued issue(
            SessionId id, String purpose, String subject, long ttlSeconds, Delivery delivery)
            throws Unfit, Doubtful {
        if (!notifications.canDeliver(id.app())) {
            throw new Unfit(
                    Refusal.UNAVAILABLE,
                    "This installation has no way to deliver a code; set florin.notifications, or"
                            + " florin.identity.codes-in-log to try it out.");
        }
        String code = vault.digits(PURPOSE, id.toString());
        var command = new IssueCode(purpose, subject, hash(id, code), ttlSeconds, tries());
        return switch (sessions.outcome(id, command)) {
            case SessionSteps.Outcome.Of(var view, var replayed) -> {
                var kept = requireCode(view.code());
                if (kept.usedAt() == null) deliver(delivery, notice(id, kept, code));
                yield new Issued(kept, replayed);
            }
            case SessionSteps.Outcome.Not(var denial) ->
                    throw denial.why() == Refusal.ID_REUSED
                            ? Unfit.of(Refusal.IDEMPOTENCY_KEY_REUSED)
                            : new Unfit(denial);
        };
    }

    private static CodeNotice notice(SessionId id, Code kept, String code) {
        return new CodeNotice(
                id.id(), id.app(), kept.purpose(), kept.subject(), code, kept.expiresAt());
    }

    private void deliver(Delivery delivery, CodeNotice notice) throws Unfit {
        switch (delivery) {
            case AWAITED -> sessions.flows().read(handOver(notice));
            case UNNOTICED -> {
                // On another thread: how long the answer takes must not tell of it.
                var _ =
                        CompletableFuture.completedStage(notice)
                                .thenComposeAsync(this::handOver, sessions.flows().virtualThreads())
                                .whenComplete((_, failure) -> {
                                    if (failure == null) return;
                                    LOG.warn(
                                            "A code was not handed over: {}",
                                            Cause.of(failure).toString());
                                });
            }
            case NONE -> {}
        }
    }

    private CompletionStage<Void> handOver(CodeNotice notice) {
        return CompletableFuture.completedStage(notice).thenCompose(notifications::deliver);
    }

    private int tries() {
        return settings.codeTries();
    }

    /**
     * Tries a code that was made for one of our own purposes: {@code CODE_NOT_FOUND} for another's.
     */
    public Code verify(SessionId id, String purpose, @Nullable String key, String code)
            throws Unfit, Doubtful {
        var found = find(id);
        if (!found.purpose().equals(purpose)) throw Unfit.of(Refusal.CODE_NOT_FOUND);
        return verify(id, key, code).code();
    }

    public Issued verify(SessionId id, @Nullable String key, String code) throws Unfit, Doubtful {
        return switch (sessions.outcome(id, new VerifyCode(key, hash(id, code)))) {
            case SessionSteps.Outcome.Of(var view, var replayed) ->
                    new Issued(requireCode(view.code()), replayed);
            case SessionSteps.Outcome.Not(var denial) -> throw new Unfit(denial);
        };
    }

    public Code find(SessionId id) throws Unfit {
        var view = sessions.look(id);
        return requireCode(view.isEmpty() ? null : view.get().code());
    }

    private static Code requireCode(@Nullable Code code) throws Unfit {
        if (code == null) throw Unfit.of(Refusal.CODE_NOT_FOUND);
        return code;
    }

    private SecretHash hash(SessionId id, String code) {
        return vault.hash(PURPOSE, id.toString(), code);
    }
}
