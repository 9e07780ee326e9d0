package io.florin.node.session.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Table;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table language of one session: a {@link Phrases phrase} a row, then the reply, then the
 * events that are written. Beside the phrases there are {@code look}, and {@code wait 30s} and
 * {@code back 1h}, which turn the clock and look.
 *
 * <p>After every row the session that replays all events is the same.
 */
public final class SessionScript {
    public static final SessionId ME = new SessionId("default", "me");
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<SessionEvent> past = new ArrayList<>();
    private Session session = Session.absent(ME);
    private Instant now = START;

    public static SessionScript play(String table) {
        return new SessionScript().then(table);
    }

    public SessionScript then(String table) {
        Table.play(table, this::row);
        return this;
    }

    public Session session() {
        return session;
    }

    private List<String> row(String phrase) {
        var words = phrase.split(" ", -1);
        switch (words[0]) {
            case "look" -> {}
            case "wait" -> now = now.plus(Duration.parse("PT" + words[1]));
            case "back" -> now = now.minus(Duration.parse("PT" + words[1]));
            default -> {
                return execute(phrase);
            }
        }
        return List.of(Wording.reply(SessionRules.look(session, now)), "-");
    }

    private List<String> execute(String phrase) {
        var decision = SessionRules.decide(session, Phrases.command(phrase), now);
        past.addAll(decision.events());
        session = decision.session();
        var replayed = Session.absent(ME);
        for (var event : past) replayed = replayed.apply(event);
        assertThat(replayed).as("replayed").isEqualTo(session);
        return List.of(Wording.reply(decision.reply()), Wording.events(decision.events()));
    }
}
