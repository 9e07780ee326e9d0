package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.trail.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A refresh token is good for the next pair, once; what is used up is worth nothing but an alarm.
 */
class RefreshTest {
    private final People people = new People();

    @Test
    void eachPairGivesTheNext() {
        people.register("ann");
        var login = people.logIn("ann");
        for (int i = 0; i < 5; i++) {
            var next = People.login(people.refresh(login.refreshToken()));
            assertThat(next.session()).isEqualTo(login.session());
            assertThat(next.refreshToken()).isNotEqualTo(login.refreshToken());
            login = next;
        }
    }

    @Test
    void aUsedOneEndsTheSessionForBothThiefAndOwner() {
        people.register("ann");
        var stolen = people.logIn("ann");
        var next = People.login(people.refresh(stolen.refreshToken()));
        assertThat(People.code(people.refresh(stolen.refreshToken())))
                .isEqualTo("401 refresh_token_reused");
        assertThat(People.code(people.refresh(next.refreshToken()))).isEqualTo("401 session_ended");
        assertThat(people.edge.trail.all().stream().map(AuditEntry::kind))
                .contains("session.token_reused");
    }

    @Test
    void whatWasNeverGivenIsNobodys() {
        people.register("ann");
        var login = people.logIn("ann");
        var token = login.refreshToken();
        char other = token.charAt(10) == 'a' ? 'b' : 'a';
        for (String text :
                List.of(
                        "x",
                        token.substring(0, 10) + other + token.substring(11),
                        token.replace(login.session(), "none"),
                        token.replace(".default", ".other"),
                        login.accessToken().substring(0, 256))) {
            assertThat(People.code(people.refresh(text)))
                    .as(text)
                    .isEqualTo("401 refresh_token_invalid");
        }
        assertThat(people.refresh(token).status()).isEqualTo(200);
    }

    /** While one of them can still be answered 503, the old token must not be used up. */
    @Test
    void ifTheUserCannotBeLookedUpNothingIsUsedUp() {
        people.register("ann");
        var login = people.logIn("ann");
        people.edge.users.failure = new IllegalStateException("planted");
        assertThat(People.code(people.refresh(login.refreshToken()))).isEqualTo("503 unavailable");
        people.edge.users.failure = null;
        assertThat(people.refresh(login.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void ofManyAtOnceOneGetsThePair() {
        people.register("ann");
        var login = people.logIn("ann");
        var replies = atOnce(100, () -> people.refresh(login.refreshToken()));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 401)).hasSize(99);
    }

    static List<Reply> atOnce(int count, Callable<Reply> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < count; i++) calls.add(call);
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }
}
