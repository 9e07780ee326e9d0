package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may become what, and what becomes of their logins. */
class RolesTest {
    private final People people = new People();

    @Test
    void whoLosesARoleLosesTheirLogins() {
        String id = people.register("ann");
        assertThat(people.patch(id, "{\"roles\":[\"operator\"]}").status()).isEqualTo(200);
        var login = people.logIn("ann");
        assertThat(people.edge.get("/v1/users", login.bearer()).status()).isEqualTo(200);
        people.clock.pass(Duration.ofSeconds(1));
        assertThat(people.patch(id, "{\"roles\":[]}").status()).isEqualTo(200);
        assertThat(People.code(people.refresh(login.refreshToken())))
                .isEqualTo("401 session_ended");
        var change = people.edge.post("/v1/wallets", "{\"id\":\"a\"}", login.bearer());
        assertThat(People.code(change)).isEqualTo("401 session_ended");
        assertThat(People.code(people.edge.get("/v1/users", people.logIn("ann").bearer())))
                .isEqualTo("403 forbidden");
    }

    /** Nor does a repeat tell a stranger what became of the user. */
    @Test
    void aRepeatedRegistrationIsAnsweredAsTheFirst() {
        String key = "Idempotency-Key: k1";
        var first =
                people.tryRegister("ann", "ann@x.org", People.PASSWORD, TestEdge.ANONYMOUS, key);
        people.patch(People.text(first, "id"), "{\"roles\":[\"operator\"],\"tier\":\"gold\"}");
        var again =
                people.tryRegister("ann", "ann@x.org", People.PASSWORD, TestEdge.ANONYMOUS, key);
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** The one that is not reached ends when it is refreshed. */
    @Test
    void oneLoginThatCannotBeEndedNowKeepsTheOthersFromNothing() {
        String id = people.register("ann");
        var logins = List.of(people.logIn("ann"), people.logIn("ann"), people.logIn("ann"));
        people.clock.pass(Duration.ofSeconds(1));
        var first = people.edge.sessions.ofUser("default", id).toCompletableFuture().resultNow();
        people.edge.sessions.unreachable = first.getFirst();
        var reply = people.delete("/v1/users/" + id + "/sessions", People.OPERATOR);
        assertThat(reply.line()).isEqualTo("200 {\"ended\":2}");
        people.edge.sessions.unreachable = null;
        for (var login : logins) {
            assertThat(People.code(people.refresh(login.refreshToken())))
                    .isEqualTo("401 session_ended");
        }
    }

    @Test
    void usersAreListedByPagesAndAForeignCursorIsRefused() {
        people.register("ann");
        people.register("bob");
        var first = people.edge.get("/v1/users?limit=1", People.OPERATOR);
        assertThat(first.body()).contains("\"ann\"").doesNotContain("\"bob\"");
        String cursor = People.text(first, "nextCursor");
        var second = people.edge.get("/v1/users?limit=1&cursor=" + cursor, People.OPERATOR);
        assertThat(second.body()).contains("\"bob\"").doesNotContain("nextCursor");
        assertThat(People.code(people.edge.get("/v1/users?cursor=theirs", People.OPERATOR)))
                .isEqualTo("400 parameter_invalid");
    }

    @Test
    void aRoleThatTheAppDoesNotHaveIsGrantedToNobody() {
        String id = people.register("ann");
        var reply = people.patch(id, "{\"roles\":[\"emperor\"]}");
        assertThat(People.code(reply)).isEqualTo("400 field_invalid");
        assertThat(reply.body()).contains("emperor", "operator, user");
    }

    /** Or it would make itself an operator without scopes. */
    @Test
    void aKeyWithScopesMakesNobodyAnOperator() {
        String id = people.register("ann");
        var made =
                people.edge.post(
                        "/v1/api-keys",
                        "{\"name\":\"desk\",\"role\":\"operator\",\"scopes\":[\"users:write\"]}",
                        People.OPERATOR);
        String key = "X-Api-Key: " + People.text(made, "key");
        String path = "/v1/users/" + id;
        var tried = people.edge.send("PATCH", path, "{\"roles\":[\"operator\"]}", key);
        assertThat(People.code(tried)).isEqualTo("403 forbidden");
        assertThat(people.edge.send("PATCH", path, "{\"tier\":\"gold\"}", key).status())
                .isEqualTo(200);
    }

    /** Nor does what such a key has made. */
    @Test
    void aKeyDoesNotOutliveTheRightsOfWhoMadeIt() {
        String id = people.register("ann");
        people.patch(id, "{\"roles\":[\"operator\"]}");
        var ann = people.logIn("ann").bearer();
        String body = "{\"name\":\"desk\",\"role\":\"operator\"}";
        var first = people.edge.post("/v1/api-keys", body, ann);
        assertThat(first.body()).contains("\"createdBy\":\"" + id + "\"");
        var second = people.edge.post("/v1/api-keys", body, key(first));
        var third = people.edge.post("/v1/api-keys", body, key(first));
        assertThat(people.edge.get("/v1/users", key(second)).status()).isEqualTo(200);
        people.patch(id, "{\"roles\":[]}");
        assertThat(People.code(people.edge.get("/v1/users", key(third))))
                .isEqualTo("401 unauthenticated");
    }

    private static String key(TestEdge.Reply made) {
        return "X-Api-Key: " + People.text(made, "key");
    }

    /** The old password was right when it was looked at, and is not when the login begins. */
    @Test
    void aPasswordThatIsChangedMeanwhileLetsNobodyInAnyMore() {
        String id = people.register("ann");
        var login = people.logIn("ann");
        people.clock.pass(Duration.ofSeconds(1));
        people.edge.sessions.beforeBegin =
                () -> {
                    people.edge.sessions.beforeBegin = () -> {};
                    var changed =
                            people.put(
                                    "/v1/users/" + id + "/password",
                                    "{\"password\":\"%s\",\"newPassword\":\"another one\"}"
                                            .formatted(People.PASSWORD),
                                    login.bearer());
                    assertThat(changed.status()).as(changed.line()).isEqualTo(200);
                };
        assertThat(People.code(people.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("401 credentials_wrong");
        assertThat(people.tryLogIn("ann", "another one").status()).isEqualTo(201);
    }
}
