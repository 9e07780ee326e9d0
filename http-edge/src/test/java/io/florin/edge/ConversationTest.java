package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where a conversation stands: a user's in their own login, a service's under any id. */
class ConversationTest {
    private final People people = new People();

    private static String path(String session) {
        return "/v1/sessions/" + session + "/conversation";
    }

    private Reply set(String session, String data, String... headers) {
        String body = "{\"state\":\"asked\",\"data\":%s,\"ttlSeconds\":60}".formatted(data);
        return people.put(path(session), body, headers);
    }

    @Test
    void aUserHasOneInTheirLogin() {
        people.register("ann");
        people.register("eve");
        var ann = people.logIn("ann");
        var eve = people.logIn("eve").bearer();
        var shown = set(ann.session(), "{\"to\":\"bob\",\"n\":5}", ann.bearer());
        assertThat(shown.line())
                .isEqualTo(
                        "200 {\"state\":\"asked\",\"data\":{\"to\":\"bob\",\"n\":5},"
                                + "\"updatedAt\":\"2026-03-04T05:06:07.123456Z\","
                                + "\"expiresAt\":\"2026-03-04T05:07:07.123456Z\"}");
        assertThat(people.edge.get(path(ann.session()), ann.bearer()).line())
                .isEqualTo(shown.line());
        assertThat(People.code(people.edge.get(path(ann.session()), eve)))
                .isEqualTo("403 forbidden");
        assertThat(People.code(set(ann.session(), "{}", eve))).isEqualTo("403 forbidden");
        assertThat(People.code(set("+66", "{}", ann.bearer()))).isEqualTo("400 id_invalid");
        assertThat(People.code(set("66", "{}", ann.bearer()))).isEqualTo("404 session_not_found");
    }

    @Test
    void itEndsInItsTimeOrWhenItIsEnded() {
        set("66800000", "{}", People.SERVICE);
        assertThat(people.edge.get(path("66800000"), People.SERVICE).status()).isEqualTo(200);
        people.clock.pass(Duration.ofMinutes(1));
        assertThat(People.code(people.edge.get(path("66800000"), People.SERVICE)))
                .isEqualTo("404 conversation_not_found");
        set("66800000", "{}", People.SERVICE);
        assertThat(people.delete(path("66800000"), People.SERVICE).line()).isEqualTo("200 {}");
        assertThat(People.code(people.edge.get(path("66800000"), People.SERVICE)))
                .isEqualTo("404 conversation_not_found");
    }

    @Test
    void itsDataHaveABound() {
        int room = 16_384 - "{\"a\":\"\"}".length();
        var most = "{\"a\":\"%s\"}";
        assertThat(set("s", most.formatted("x".repeat(room)), People.SERVICE).status())
                .isEqualTo(200);
        assertThat(People.code(set("s", most.formatted("x".repeat(room + 1)), People.SERVICE)))
                .isEqualTo("400 field_invalid");
    }
}
