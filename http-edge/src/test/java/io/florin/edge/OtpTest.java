package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.notification.CodeNotice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One-time codes of an app's own purposes: delivered, never shown, right once. */
class OtpTest {
    private static final String PHONE = "+66 800 000";

    private final People people = new People();

    @BeforeEach
    void somebody() {
        people.register("ann");
    }

    private Reply issue(String subject, String... headers) {
        return people.edge.post(
                "/v1/otps",
                "{\"purpose\":\"payout\",\"subject\":\"%s\",\"ttlSeconds\":60}".formatted(subject),
                headers);
    }

    private Reply verify(String id, String code, String... headers) {
        return people.edge.post(
                "/v1/otps/" + id + "/verify", "{\"code\":\"%s\"}".formatted(code), headers);
    }

    private String issued() {
        return People.text(issue(PHONE, People.SERVICE), "id");
    }

    private String right() {
        return people.edge.notifications.codeFor(PHONE);
    }

    private String wrong() {
        return right().equals("000000") ? "000001" : "000000";
    }

    @Test
    void theCodeIsDeliveredAndNotShown() {
        var reply = issue(PHONE, People.SERVICE);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(right()).matches("[0-9]{6}");
        assertThat(People.json(reply).toString()).doesNotContain(right());
        var verified = verify(People.text(reply, "id"), right(), People.SERVICE);
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.body()).contains("\"purpose\":\"payout\"", "verifiedAt");
    }

    @Test
    void aWrongCodeSaysHowManyTriesAreLeftAndThenThereIsNone() {
        var id = issued();
        for (int left = 4; left >= 0; left--) {
            var reply = verify(id, wrong(), People.SERVICE);
            assertThat(People.code(reply)).isEqualTo("422 code_wrong");
            assertThat(reply.body()).contains("\"triesLeft\":" + left);
        }
        assertThat(People.code(verify(id, right(), People.SERVICE)))
                .isEqualTo("422 code_exhausted");
    }

    @Test
    void aCodeIsRightOnceAndInItsTime() {
        var used = issued();
        assertThat(verify(used, right(), People.SERVICE).status()).isEqualTo(200);
        assertThat(People.code(verify(used, right(), People.SERVICE))).isEqualTo("422 code_used");
        var late = issued();
        people.clock.pass(Duration.ofMinutes(1));
        assertThat(People.code(verify(late, right(), People.SERVICE)))
                .isEqualTo("422 code_expired");
    }

    @Test
    void aUserHasThemDeliveredToTheirOwnEmailOnly() {
        var ann = people.logIn("ann").bearer();
        assertThat(People.code(issue(PHONE, ann))).isEqualTo("403 forbidden");
        var own = People.text(issue("ann@x.org", ann), "id");
        var foreign = issued();
        assertThat(People.code(verify(foreign, right(), ann))).isEqualTo("403 forbidden");
        people.register("eve");
        var code = people.edge.notifications.codeFor("ann@x.org");
        assertThat(People.code(verify(own, code, people.logIn("eve").bearer())))
                .isEqualTo("403 forbidden");
        assertThat(verify(own, code, ann).status()).isEqualTo(200);
    }

    @Test
    void ourOwnPurposesAreReserved() {
        for (String purpose : List.of("password_reset", "email_verification")) {
            var body = "{\"purpose\":\"%s\",\"subject\":\"a\"}".formatted(purpose);
            assertThat(People.code(people.edge.post("/v1/otps", body, People.SERVICE)))
                    .isEqualTo("400 field_invalid");
        }
        var asked =
                people.edge.post(
                        "/v1/password-resets", "{\"email\":\"ann@x.org\"}", TestEdge.ANONYMOUS);
        var code = people.edge.notifications.codeFor("ann@x.org");
        assertThat(People.code(verify(People.text(asked, "id"), code, People.SERVICE)))
                .isEqualTo("404 code_not_found");
    }

    @Test
    void aRepeatUnderItsKeyMakesNoOtherAndDeliversItAgain() {
        String[] keyed = {People.SERVICE, "Idempotency-Key: k1"};
        var first = issue(PHONE, keyed);
        var again = issue(PHONE, keyed);
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(people.edge.notifications.delivered)
                .hasSize(2)
                .extracting(CodeNotice::code)
                .containsOnly(right());
        assertThat(People.code(issue("+1", keyed))).isEqualTo("422 idempotency_key_reused");
        var verified = verify(People.text(first, "id"), right(), keyed);
        var repeated = verify(People.text(first, "id"), right(), keyed);
        assertThat(repeated.line()).isEqualTo(verified.line());
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void withoutAWayToDeliverNoCodeIsMade() {
        people.edge.notifications.canDeliver = false;
        assertThat(People.code(issue(PHONE, People.SERVICE))).isEqualTo("503 unavailable");
    }

    @Test
    void ofManyAtOnceOneIsRight() {
        var id = issued();
        var code = right();
        var replies = RefreshTest.atOnce(200, () -> verify(id, code, People.SERVICE));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().map(Reply::status).distinct())
                .containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void anotherAppsCodeIsNone() {
        var two = new People(Map.of("apps.a.EUR", 2, "apps.b.EUR", 2));
        var body = "{\"purpose\":\"p\",\"subject\":\"s\"}";
        var issued = two.edge.post("/v1/otps", body, People.SERVICE, "X-App: a");
        var path = "/v1/otps/" + People.text(issued, "id") + "/verify";
        assertThat(
                        People.code(
                                two.edge.post(
                                        path, "{\"code\":\"123456\"}", "X-App: b", People.SERVICE)))
                .isEqualTo("404 code_not_found");
    }
}
