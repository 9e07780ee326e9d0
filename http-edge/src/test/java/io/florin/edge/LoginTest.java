package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.trail.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in, how long a token is good for, and what ends it. */
class LoginTest {
    private static final String WRONG = "not the password";

    private final People people = new People();

    private List<String> recorded() {
        return people.edge.trail.all().stream().map(AuditEntry::kind).toList();
    }

    @Test
    void whoKnowsThePasswordIsLetIn() {
        String id = people.register("ann");
        var reply = people.tryLogIn("ann", People.PASSWORD);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).contains("\"expiresIn\":900");
        var ann = People.login(reply);
        assertThat(people.edge.get("/v1/sessions/" + ann.session(), ann.bearer()).line())
                .startsWith("200 {\"id\":\"%s\",\"user\":\"%s\"".formatted(ann.session(), id));
        assertThat(recorded()).contains("session.begun");
    }

    @Test
    void nobodyLearnsWhetherThereIsAnAccount() {
        people.register("ann");
        var wrong = people.tryLogIn("ann", WRONG);
        var unknown = people.tryLogIn("eve", WRONG);
        assertThat(unknown.untraced()).isEqualTo(wrong.untraced());
        assertThat(People.code(wrong)).isEqualTo("401 credentials_wrong");
        assertThat(recorded()).contains("login.credentials_wrong");
    }

    @Test
    void afterFiveWrongTriesThereIsNoneForAWhileWhetherThereIsAnAccountOrNot() {
        people.register("ann");
        for (String name : List.of("ann", "eve")) {
            for (int i = 0; i < 5; i++) {
                assertThat(People.code(people.tryLogIn(name, WRONG)))
                        .isEqualTo("401 credentials_wrong");
            }
            var locked = people.tryLogIn(name, People.PASSWORD);
            assertThat(People.code(locked)).as(name).isEqualTo("429 locked_out");
            assertThat(locked.header("Retry-After")).as(name).isEqualTo("900");
        }
        people.clock.pass(Duration.ofMinutes(15));
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD))).isEqualTo("201");
        assertThat(People.code(people.tryLogIn("eve", WRONG))).isEqualTo("401 credentials_wrong");
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        people.register("ann");
        for (int i = 0; i < 9; i++) {
            assertThat(People.code(people.tryLogIn("ann", WRONG)))
                    .isEqualTo("401 credentials_wrong");
            if (i % 4 == 3) people.logIn("ann");
        }
    }

    /** Nothing was begun: 503 and not 202. */
    @Test
    void ifNobodyCountsTheTriesNobodyIsLetIn() {
        people.register("ann");
        people.edge.sessions.inDoubt = true;
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("503 unavailable");
    }

    @Test
    void whoIsBlockedIsOutAndStaysOut() {
        String id = people.register("ann");
        var ann = people.logIn("ann");
        assertThat(people.patch(id, "{\"blocked\":true}").body()).contains("\"blocked\":true");
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("403 user_blocked");
        assertThat(People.code(people.tryLogIn("ann", WRONG))).isEqualTo("401 credentials_wrong");
        assertThat(People.code(people.refresh(ann.refreshToken()))).isEqualTo("401 session_ended");
        people.patch(id, "{\"blocked\":false}");
        people.logIn("ann");
    }

    @Test
    void aLoginThatTheBlockDidNotSeeEndsWithItsRefresh() {
        String id = people.register("ann");
        var ann = people.logIn("ann");
        people.edge.sessions.blind = true;
        people.patch(id, "{\"blocked\":true}");
        assertThat(People.code(people.refresh(ann.refreshToken()))).isEqualTo("403 user_blocked");
        assertThat(People.code(people.refresh(ann.refreshToken()))).isEqualTo("401 session_ended");
    }

    @Test
    void loggingOutStopsTheTokenAtOnceWhereItChangesSomethingAndInTimeWhereItReads() {
        String id = people.register("ann");
        var ann = people.logIn("ann");
        String session = "/v1/sessions/" + ann.session();
        assertThat(people.delete(session, ann.bearer()).body())
                .contains("\"reason\":\"logged_out\"");
        var change = people.put(session + "/conversation", "{}", ann.bearer());
        assertThat(People.code(change)).isEqualTo("401 session_ended");
        var read = people.edge.get("/v1/users/" + id, ann.bearer());
        assertThat(read.status()).isEqualTo(200);
        people.clock.pass(Duration.ofMinutes(15));
        read = people.edge.get("/v1/users/" + id, ann.bearer());
        assertThat(People.code(read)).isEqualTo("401 token_expired");
    }

    @Test
    void whatHasEndedIsRecordedOnce() {
        people.register("ann");
        var ann = people.logIn("ann");
        for (int i = 0; i < 3; i++) {
            people.delete("/v1/sessions/" + ann.session(), People.OPERATOR);
        }
        assertThat(recorded()).containsOnlyOnce("session.ended");
    }

    @Test
    void allLoginsEndAtOnceByTheUserOrStaffAndThatIsRecorded() {
        String id = people.register("ann");
        var first = people.logIn("ann");
        people.logIn("ann");
        assertThat(people.delete("/v1/users/" + id + "/sessions", first.bearer()).body())
                .isEqualTo("{\"ended\":2}");
        var third = people.logIn("ann");
        assertThat(people.delete("/v1/users/" + id + "/sessions", People.SERVICE).body())
                .isEqualTo("{\"ended\":1}");
        assertThat(People.code(people.refresh(third.refreshToken())))
                .isEqualTo("401 session_ended");
        var entries =
                people.edge.trail.all().stream()
                        .filter(entry -> entry.kind().equals("user.sessions_ended"))
                        .map(AuditEntry::actor)
                        .toList();
        assertThat(entries).containsExactlyInAnyOrder("user:" + id, "service:bridge");
    }

    @Test
    void aTokenOfOneAppIsNoneInAnother() {
        var two = new People(Map.of("apps.a.EUR", 2, "apps.b.EUR", 2));
        String[] app = {TestEdge.ANONYMOUS, "X-App: a"};
        String id = People.text(two.tryRegister("ann", "ann@x.org", People.PASSWORD, app), "id");
        var ann =
                People.login(
                        two.edge.post(
                                "/v1/sessions",
                                "{\"email\":\"ann@x.org\",\"password\":\"%s\"}"
                                        .formatted(People.PASSWORD),
                                app));
        String path = "/v1/users/" + id;
        assertThat(two.edge.get(path, ann.bearer()).status()).isEqualTo(200);
        assertThat(two.edge.get(path, ann.bearer(), "X-App: a").status()).isEqualTo(200);
        assertThat(People.code(two.edge.get(path, ann.bearer(), "X-App: b")))
                .isEqualTo("403 forbidden");
    }

    @Test
    void rolesAndTiersAreTheOperatorsAndRecordedBeforeAndAfter() {
        String id = people.register("ann");
        var changed = people.patch(id, "{\"roles\":[\"operator\"],\"tier\":\"gold\"}");
        assertThat(changed.body()).contains("\"roles\":[\"operator\",\"user\"],\"tier\":\"gold\"");
        assertThat(recorded()).contains("user.roles_changed", "user.tier_changed");
        var ann = people.logIn("ann");
        assertThat(people.edge.get("/v1/users", ann.bearer()).status()).isEqualTo(200);
        assertThat(people.edge.get("/v1/ledger/check", ann.bearer()).status()).isNotEqualTo(403);
        assertThat(People.code(people.patch("nobody", "{\"tier\":\"gold\"}")))
                .isEqualTo("404 user_not_found");
    }

    @Test
    void anotherPasswordEndsAllLoginsAndNeedsTheOldOne() {
        String id = people.register("ann");
        var ann = people.logIn("ann");
        String path = "/v1/users/" + id + "/password";
        String body = "{\"password\":\"%s\",\"newPassword\":\"brand new one\"}";
        assertThat(People.code(people.put(path, body.formatted(WRONG), ann.bearer())))
                .isEqualTo("401 credentials_wrong");
        assertThat(people.put(path, body.formatted(People.PASSWORD), ann.bearer()).status())
                .isEqualTo(200);
        assertThat(People.code(people.refresh(ann.refreshToken()))).isEqualTo("401 session_ended");
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("401 credentials_wrong");
        assertThat(people.tryLogIn("ann", "brand new one").status()).isEqualTo(201);
    }
}
