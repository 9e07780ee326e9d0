package io.florin.node.session;

import static io.florin.node.session.rules.Phrases.command;
import static io.florin.node.session.rules.Wording.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.session.rules.SessionScript;
import io.florin.node.session.rules.Wording;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The door to sessions, on a real node. Before the node has joined a cluster no shard has a place,
 * so that every session is silent.
 */
class ShardedSessionsTest {
    private static final SessionId ME = SessionScript.ME;
    private static final SessionId OTHER = new SessionId("default", "other");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LoneNode node = new LoneNode();
    private final ShardedSessions sessions = node.sessions("florin.session.idle-seconds = 1\n");

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aCommandToASilentSessionIsInDoubtAndALookIsNotTaken() {
        var hasty = node.sessions("florin.session.ask-timeout-millis = 50\n");
        assertThat(heard(hasty.execute(ME, command("begin ann t1")))).isEqualTo("in doubt");
        assertThat(heard(hasty.look(ME))).isEqualTo("unavailable (not taken)");

        node.join();
        // What was given up is not done later.
        assertThat(heard(sessions.look(ME))).isEqualTo("session_not_found");
        assertThat(say("begin ann t1")).isEqualTo("ann live");
        assertThat(heard(sessions.look(ME))).isEqualTo("ann live");
    }

    @Test
    void theDoorTakesABoundedNumberOfRequestsAtATime() {
        var narrow =
                node.sessions(
                        """
                        florin.session.ask-timeout-millis = 1500
                        florin.session.max-in-flight = 2
                        """);
        var first = narrow.execute(ME, command("begin ann t1"));
        var second = narrow.look(OTHER);
        assertThat(heard(narrow.execute(ME, command("try 3")))).isEqualTo("busy (not taken)");
        assertThat(narrow.inFlight()).isEqualTo(2);

        assertThat(heard(first)).isEqualTo("in doubt");
        assertThat(heard(second)).isEqualTo("unavailable (not taken)");
        assertThat(narrow.inFlight()).isZero();
    }

    @Test
    void ofManyParallelTriesOfTheRightCodeOneSucceeds() {
        node.join();
        say("issue 777 5");
        var heard = together(200, _ -> "verify 777");
        assertThat(heard).isEqualTo(Map.of("code used", 1, "code_used", 199));
    }

    @Test
    void parallelWrongTriesAreCountedOneByOne() {
        node.join();
        say("issue 777 5");
        var heard = together(100, n -> "verify " + n);
        assertThat(heard).containsEntry("code_exhausted", 95).hasSize(6);
        assertThat(say("verify 777")).isEqualTo("code_exhausted");
    }

    @Test
    void ofManyParallelRefreshesWithOneTokenOneSucceedsAndTheLoginEnds() {
        node.join();
        say("begin ann t0");
        var heard = together(100, n -> "refresh t0 n" + n);
        assertThat(heard)
                .isEqualTo(Map.of("ann live", 1, "refresh_token_reused", 1, "session_ended", 98));
        assertThat(heard(sessions.look(ME))).isEqualTo("ann ended token_reused");
    }

    @Test
    void aGuardGrantsNoMoreThanItsTries() {
        node.join();
        var heard = together(100, _ -> "try 3");
        assertThat(heard).containsEntry("locked_out 60", 97);
    }

    @Test
    void aSessionThatNobodyAsksLeavesMemoryAndComesBackTheSame() {
        node.join();
        say("begin ann t1");
        say("refresh t1 t2");
        await().atMost(PATIENCE).until(() -> node.awake().isEmpty());
        assertThat(say("refresh t1 t3")).isEqualTo("refresh_token_reused");
        assertThat(Wording.events(node.stored(ME))).isEqualTo("Began, Refreshed, Ended");
    }

    private String say(String phrase) {
        return heard(sessions.execute(ME, command(phrase)));
    }

    /** How often each reply was heard. */
    private Map<String, Integer> together(int times, IntFunction<String> phrase) {
        var replies = new ArrayList<CompletionStage<SessionReply>>();
        for (int n = 0; n < times; n++) {
            replies.add(sessions.execute(ME, command(phrase.apply(n))));
        }
        var heard = new HashMap<String, Integer>();
        for (var reply : List.copyOf(replies)) heard.merge(heard(reply), 1, Integer::sum);
        return heard;
    }

    private static String heard(CompletionStage<SessionReply> stage) {
        return reply(assertThat(stage).succeedsWithin(PATIENCE).actual());
    }
}
