package io.florin.node.session;

import static io.florin.node.session.rules.Phrases.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.session.rules.SessionScript;
import io.florin.node.session.rules.Wording;
import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.ledger.Projector;
import io.florin.persistence.session.SessionCleaning;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions on our own journal, from their begin until nothing is left of them, and after. */
class SessionLifeTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String ALONE =
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.run-by-actor-system-terminate = off
            pekko.cluster.run-coordinated-shutdown-when-down = off
            florin.session.idle-seconds = 1
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofHours(25);
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(SessionScript.START);

    private static ActorTestKit kit;
    private static ShardedSessions sessions;
    private static SessionCleaning cleaning;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create("florin", POSTGRES.config(ALONE));
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        var database = JournalEngine.get(kit.system()).database();
        cleaning = new SessionCleaning(database);
        sessions =
                ShardedSessions.start(
                        kit.system(),
                        SessionSettings.from(kit.system().settings().config()),
                        new SqlRoster(
                                database, NOW::get, Executors.newVirtualThreadPerTaskExecutor()),
                        NOW::get);
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aCodeLivesDiesIsDeletedAndItsIdMayBeginAnew() {
        var code = new SessionId("default", "code");
        assertThat(say(code, "issue 777 3")).isEqualTo("code 3 left");
        assertThat(say(code, "verify 1")).isEqualTo("code_wrong 2");
        assertThat(say(code, "verify 777")).isEqualTo("code used");
        pass(LONG);
        // It is in memory, says so once more, and leaves.
        assertThat(say(code, "verify 777")).isEqualTo("code_used");
        await().untilAsserted(() -> {
            clean();
            assertThat(events(code)).isZero();
            assertThat(look(code)).isEqualTo("session_not_found");
        });
        assertThat(say(code, "issue 888 3")).isEqualTo("code 3 left");
        assertThat(say(code, "verify 888")).isEqualTo("code used");
        assertThat(events(code)).isEqualTo(2);
        assertChainsHold();
    }

    @Test
    void aConversationThatWasDeletedGoesOnUnderTheSameId() {
        var chat = new SessionId("default", "chat");
        say(chat, "converse menu 30");
        say(chat, "converse pay 30");
        pass(LONG);
        assertThat(look(chat)).isEqualTo("-");
        await().untilAsserted(() -> {
            clean();
            assertThat(look(chat)).isEqualTo("session_not_found");
        });
        assertThat(say(chat, "converse menu 30")).isEqualTo("in menu");
        assertThat(
                        POSTGRES.count(
                                "select sequence from event where entity = 'session|" + chat + "'"))
                .isEqualTo(3);
        assertChainsHold();
    }

    @Test
    void aUsersLoginsAreListedAndCanBeEnded() {
        var one = new SessionId("default", "one");
        var two = new SessionId("default", "two");
        say(one, "begin ann t1");
        say(two, "begin ann t1");
        project();
        assertThat(ofUser()).isEqualTo("[default/one, default/two]");

        for (var login :
                assertThat(sessions.ofUser("default", "ann")).succeedsWithin(PATIENCE).actual()) {
            assertThat(say(login, "end revoked")).isEqualTo("ann ended revoked");
        }
        project();
        assertThat(ofUser()).isEqualTo("[]");
    }

    private static String ofUser() {
        return assertThat(sessions.ofUser("default", "ann"))
                .succeedsWithin(PATIENCE)
                .actual()
                .toString();
    }

    private static void pass(Duration time) {
        NOW.updateAndGet(now -> now.plus(time));
    }

    private static void clean() {
        project();
        cleaning.clean(NOW.get().minus(Duration.ofHours(24)), 100);
    }

    private static void project() {
        new Projector(JournalEngine.get(kit.system()).database()).run(100);
    }

    private static void assertChainsHold() {
        var database = JournalEngine.get(kit.system()).database();
        assertThat(new ChainCheck(database).check("wallet|").difference()).isEmpty();
    }

    private static long events(SessionId session) {
        return POSTGRES.count(
                "select count(*) from event where entity = 'session|" + session + "'");
    }

    private static String say(SessionId session, String phrase) {
        return heard(sessions.execute(session, command(phrase)));
    }

    private static String look(SessionId session) {
        return heard(sessions.look(session));
    }

    private static String heard(CompletionStage<SessionReply> stage) {
        return Wording.reply(assertThat(stage).succeedsWithin(PATIENCE).actual());
    }
}
