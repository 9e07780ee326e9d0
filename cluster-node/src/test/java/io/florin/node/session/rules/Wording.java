package io.florin.node.session.rules;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.SessionView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in a few words what a session writes and replies. */
public final class Wording {
    private Wording() {}

    public static String events(Collection<? extends SessionEvent> events) {
        return orDash(events.stream().map(event -> event.getClass().getSimpleName()).toList());
    }

    public static String reply(SessionReply reply) {
        return switch (reply) {
            case Done(var view, var replayed) -> view(view) + (replayed ? " again" : "");
            case Denied(var denial) -> denial(denial);
            case NotTaken(var why) -> lower(why) + " (not taken)";
            case InDoubt() -> "in doubt";
        };
    }

    private static String denial(Denial denial) {
        var facts =
                denial.facts().values().stream().map(n -> " " + n).collect(Collectors.joining());
        return lower(denial.why()) + facts;
    }

    public static String view(SessionView view) {
        var parts = new ArrayList<String>();
        if (view.login() != null) parts.add(login(view.login()));
        if (view.conversation() != null) parts.add("in " + view.conversation().state());
        if (view.code() != null) parts.add(code(view.code()));
        var guard = view.guard();
        if (guard != null) {
            parts.add(guard.tries() + " tries" + (guard.lockedUntil() == null ? "" : ", locked"));
        }
        return orDash(parts);
    }

    private static String login(SessionView.Login login) {
        if (login.isLive()) return login.user() + " live";
        var reason = login.reason();
        return login.user() + (reason == null ? " expired" : " ended " + lower(reason));
    }

    private static String code(SessionView.Code code) {
        return code.usedAt() == null ? "code " + code.triesLeft() + " left" : "code used";
    }

    private static String orDash(List<String> texts) {
        return texts.isEmpty() ? "-" : String.join(", ", texts);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
