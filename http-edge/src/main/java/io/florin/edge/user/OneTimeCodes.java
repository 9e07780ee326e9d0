package io.florin.edge.user;

import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Flows.Doubtful;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Vault;
import io.florin.protocol.notification.Notifications;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionView.Code;
import org.jspecify.annotations.Nullable;

/**
 * One-time codes: six digits, kept as a keyed hash in a session of their own, delivered and never
 * shown. The calls wait: make them from a flow.
 */
public record OneTimeCodes(
        SessionSteps sessions,
        Vault vault,
        RandomSecrets secrets,
        Notifications notifications,
        IdentitySettings settings) {
    private static final String PURPOSE = "one-time code";

    /**
     * Makes and delivers a code. The same id again makes no other code, and delivers nothing.
     *
     * @param deliver false if there is nobody to deliver it to, which must not be noticed
     */
    public Code issue(
            SessionId id, String purpose, String subject, long ttlSeconds, boolean deliver)
            throws Unfit, Doubtful {
        if (!notifications.canDeliver()) {
            throw new Unfit(
                    Refusal.UNAVAILABLE,
                    "This installation has no way to deliver a code; set one up, or"
                            + " florin.identity.codes-in-log to try it out.");
        }
        String code = secrets.code();
        var command = new IssueCode(purpose, subject, hash(id, code), ttlSeconds, tries());
        var outcome = sessions.outcome(id, command);
        switch (outcome) {
            case SessionSteps.Outcome.Of(var view, var replayed) -> {
                if (deliver && !replayed) {
                    sessions.flows()
                            .read(notifications.deliverCode(id.app(), purpose, subject, code));
                }
                return requireCode(view.code());
            }
            case SessionSteps.Outcome.Not(var denial) ->
                    throw denial.why() == Refusal.ID_REUSED
                            ? Unfit.of(Refusal.IDEMPOTENCY_KEY_REUSED)
                            : new Unfit(denial);
        }
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
        return verify(id, key, code);
    }

    public Code verify(SessionId id, @Nullable String key, String code) throws Unfit, Doubtful {
        return requireCode(sessions.done(id, new VerifyCode(key, hash(id, code))).code());
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
