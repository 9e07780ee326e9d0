package io.florin.node.session.rules;

import static io.florin.node.session.rules.Phrases.command;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.CodeMissed;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionReply.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever is asked, in whatever order, whatever the clock does. */
class SessionPropertyTest {
    private static final int ROUNDS = 300;
    private static final int STEPS = 60;
    private static final int MAX_TRIES = 3;

    /** One session's life as it was asked for. */
    private record Step(Instant at, SessionCommand command, Decision decision, Session before) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void aCodeSucceedsOnceAndInTimeAndAfterFewTries(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var phrases = new ArrayList<>(List.of("verify 777", "verify 1", "verify 2 k=A"));
            phrases.addAll(List.of("verify 777 k=B", "verify 3 k=B", "issue 888 3", "begin a t"));
            var life = live(random, "issue 777 " + MAX_TRIES, phrases);
            int used = 0;
            int missed = 0;
            for (var step : life) {
                for (var event : step.decision().events()) {
                    if (event instanceof CodeUsed) used++;
                    if (event instanceof CodeMissed) missed++;
                }
                var code = step.before().code();
                boolean succeeds =
                        step.command() instanceof VerifyCode
                                && step.decision().reply() instanceof Done(_, var replayed)
                                && !replayed;
                if (succeeds) {
                    assertThat(time(step)).isBefore(requireNonNull(code).expiresAt());
                    assertThat(missed).isLessThan(MAX_TRIES);
                }
            }
            assertThat(used).isLessThanOrEqualTo(1);
            assertThat(missed).isLessThanOrEqualTo(MAX_TRIES);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void aGuardGrantsNoMoreThanItsTriesInALockPeriod(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var phrases = List.of("try 3", "try 3", "try 3", "try 3", "converse m 5", "silence");
            var granted = new ArrayList<Instant>();
            for (var step : live(random, "try 3", phrases)) {
                if (step.command() instanceof Try && step.decision().reply() instanceof Done) {
                    granted.add(time(step));
                }
            }
            for (int n = MAX_TRIES; n < granted.size(); n++) {
                var between = Duration.between(granted.get(n - MAX_TRIES), granted.get(n));
                assertThat(between).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void oneTokenAtATimeIsGoodAndNoneAfterTheEnd(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var phrases = new ArrayList<String>();
            for (int n = 0; n < 8; n++) phrases.add("refresh t%d t%d".formatted(n, n + 1));
            phrases.addAll(List.of("refresh x y", "converse m 9", "begin ann t0"));
            if (random.nextInt(4) == 0) phrases.add("end logged_out");
            var life = live(random, "begin ann t0", phrases);
            boolean ended = false;
            for (var step : life) {
                var login = step.before().login();
                for (var event : step.decision().events()) {
                    if (event instanceof Refreshed && step.command() instanceof Refresh(var t, _)) {
                        assertThat(ended).isFalse();
                        assertThat(t).isEqualTo(requireNonNull(login).token());
                        assertThat(time(step)).isBefore(login.expiresAt());
                        assertThat(time(step)).isBefore(login.endsAt());
                    }
                    ended |= event instanceof Ended;
                }
            }
        }
    }

    /** What recovers is what was, so that nothing expired lives again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260101})
    void replayedItIsTheSameAndTimeNeverGoesBack(long seed) {
        var random = new Random(seed);
        var all =
                List.of(
                        "begin ann t0",
                        "refresh t0 t1",
                        "refresh t1 t2",
                        "converse m 9",
                        "silence",
                        "try 3",
                        "relent",
                        "issue 777 3",
                        "verify 777",
                        "verify 1",
                        "end revoked");
        for (int round = 0; round < ROUNDS; round++) {
            var life = live(random, all.get(random.nextInt(all.size())), all);
            var replayed = Session.absent(SessionScript.ME);
            var last = Instant.EPOCH;
            SessionEvent before = new Relented(last);
            for (var step : life) {
                for (var event : step.decision().events()) {
                    assertThat(event.at()).as(before + ", " + event).isAfterOrEqualTo(last);
                    last = event.at();
                    before = event;
                    replayed = replayed.apply(event);
                }
                assertThat(replayed).isEqualTo(step.decision().session());
                assertNothingIsWrittenOnceDead(step);
            }
        }
    }

    /** What the deletion of logins and codes relies on. */
    private static void assertNothingIsWrittenOnceDead(Step step) {
        var before = step.before();
        if (before.login() == null && before.code() == null) return;
        if (time(step).isBefore(before.until())) return;
        assertThat(step.decision().events()).isEmpty();
    }

    private static Instant time(Step step) {
        var last = step.before().lastAt();
        return step.at().isBefore(last) ? last : step.at();
    }

    /** The clock stands still mostly, jumps at times, and goes back now and then. */
    private static List<Step> live(Random random, String first, List<String> phrases) {
        var session = Session.absent(SessionScript.ME);
        var now = SessionScript.START;
        var life = new ArrayList<Step>();
        for (int n = 0; n < STEPS; n++) {
            var command = command(n == 0 ? first : phrases.get(random.nextInt(phrases.size())));
            var decision = SessionRules.decide(session, command, now);
            life.add(new Step(now, command, decision, session));
            session = decision.session();
            now =
                    switch (random.nextInt(12)) {
                        case 0 -> now.plusSeconds(random.nextInt(90));
                        case 1 -> now.minusSeconds(random.nextInt(30));
                        case 2, 3, 4 -> now.plusMillis(random.nextInt(5_000));
                        default -> now;
                    };
        }
        return life;
    }
}
