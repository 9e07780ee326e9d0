package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may become a user, and who is the same one. */
class RegistrationTest {
    private final People people = new People();

    @Test
    void aUserIsShownWithoutTheirSecrets() {
        var reply = people.tryRegister("Ann", "Ann@X.org", People.PASSWORD);
        String id = People.text(reply, "id");
        assertThat(reply.line())
                .isEqualTo(
                        """
                        201 {"id":"%s","username":"ann","email":"ann@x.org","emailVerified":false,\
                        "roles":["user"],"tier":"default","blocked":false,\
                        "createdAt":"2026-03-04T05:06:07.123456Z"}\
                        """
                                .formatted(id));
        assertThat(reply.header("Location")).isEqualTo("/v1/users/" + id);
        var ann = people.logIn("ann");
        assertThat(people.edge.get("/v1/users/" + id, ann.bearer()).body()).isEqualTo(reply.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    abc                | 201
                    a.b_c-9            | 201
                    ABC                | 201
                    ''                 | 400 username_invalid
                    ab                 | 400 username_invalid
                    .abc               | 400 username_invalid
                    a b c              | 400 username_invalid
                    ' abc'             | 400 username_invalid
                    abc@x              | 400 username_invalid
                    a\\u0430bc         | 400 username_invalid
                    a\\u200bbc         | 400 username_invalid
                    \\u0130stanbul     | 400 username_invalid
                    \\u212aelvin       | 400 username_invalid
                    abc\\u0000         | 400 username_invalid
                    abc\\n             | 400 username_invalid
                    ab\\u202ec         | 400 username_invalid
                    ab\\ud83d\\ude00   | 400 username_invalid
                    x32                | 201
                    x33                | 400 username_invalid
                    """)
    void usernames(String username, String outcome) {
        String real =
                username.matches("x\\d\\d")
                        ? "x".repeat(Integer.parseInt(username.substring(1)))
                        : username;
        assertThat(People.code(people.tryRegister(real, "a@x.org", People.PASSWORD)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "a@x.org, 201",
        "a.b+c@mail.x.org, 201",
        "a, 400 email_invalid",
        "a@x, 400 email_invalid",
        "@x.org, 400 email_invalid",
        "a@b@x.org, 400 email_invalid",
        "a@-x.org, 400 email_invalid",
        "a@x..org, 400 email_invalid",
        "\\u0430@x.org, 400 email_invalid",
        "a@x.org\\u0000, 400 email_invalid",
        "a@x.org\\nBcc: b@x.org, 400 email_invalid"
    })
    void emails(String email, String outcome) {
        assertThat(People.code(people.tryRegister("abc", email, People.PASSWORD)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 400 password_invalid",
        "7, 400 password_invalid",
        "8, 201",
        "256, 201",
        "257, 400 password_invalid",
        "10000, 400 password_invalid"
    })
    void passwordsByTheirLength(int length, String outcome) {
        var reply = people.tryRegister("abc", "a@x.org", "p".repeat(length));
        assertThat(People.code(reply)).isEqualTo(outcome);
        if (length > 0) assertThat(reply.body()).doesNotContain("p".repeat(Math.min(length, 7)));
    }

    @Test
    void namesAreUniqueInTheirAppInWhateverCase() {
        people.register("ann");
        assertThat(People.code(people.tryRegister("ANN", "other@x.org", People.PASSWORD)))
                .isEqualTo("409 username_taken");
        assertThat(People.code(people.tryRegister("other", "ANN@X.ORG", People.PASSWORD)))
                .isEqualTo("409 email_taken");
    }

    @Test
    void aRepeatUnderItsKeyIsTheSameUser() {
        String[] key = {TestEdge.ANONYMOUS, "Idempotency-Key: k1"};
        var first = people.tryRegister("ann", "ann@x.org", People.PASSWORD, key);
        var again = people.tryRegister("ann", "ann@x.org", People.PASSWORD, key);
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(first.headers()).doesNotContainKey("Idempotent-Replayed");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(People.code(people.tryRegister("bob", "bob@x.org", People.PASSWORD, key)))
                .isEqualTo("422 idempotency_key_reused");
    }

    @Test
    void appsAreStrangersToEachOther() {
        var two = new People(Map.of("apps.a.EUR", 2, "apps.b.EUR", 2));
        for (String app : List.of("a", "b")) {
            var reply =
                    two.tryRegister(
                            "ann",
                            "ann@x.org",
                            People.PASSWORD,
                            TestEdge.ANONYMOUS,
                            "X-App: " + app);
            assertThat(reply.status()).as(reply.line()).isEqualTo(201);
        }
        assertThat(People.code(two.tryLogIn("ann", People.PASSWORD)))
                .isEqualTo("401 credentials_wrong");
    }

    @Test
    void theFirstTierIsTheAppsOwn(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("shop.conf"),
                """
                schedule = v1
                assets.EGP = 2
                default-tier = basic
                tiers = [{ name = basic, limits {} }]
                """);
        var shop = new People(Map.of("apps-folder", folder.toString()));
        var reply =
                shop.tryRegister(
                        "ann", "a@x.org", People.PASSWORD, TestEdge.ANONYMOUS, "X-App: shop");
        assertThat(reply.body()).contains("\"tier\":\"basic\"");
    }
}
