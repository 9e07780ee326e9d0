package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.edge.TestEdge.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is proven by a code that went to an e-mail, and what a PIN takes. */
class ProofTest {
    private final People people = new People();

    private Reply ask(String name) {
        return people.edge.post(
                "/v1/password-resets",
                "{\"email\":\"%s\"}".formatted(People.email(name)),
                TestEdge.ANONYMOUS);
    }

    private Reply reset(String id, String code) {
        return people.edge.post(
                "/v1/password-resets/" + id,
                "{\"code\":\"%s\",\"newPassword\":\"brand new one\"}".formatted(code),
                TestEdge.ANONYMOUS);
    }

    private String code(String name) {
        return people.edge.notifications.codeFor(People.email(name));
    }

    @Test
    void whoGetsTheCodeMaySetAnotherPasswordAndAllLoginsEnd() {
        people.register("ann");
        var login = people.logIn("ann");
        for (int i = 0; i < 5; i++) people.tryLogIn("ann", "wrong");
        var id = People.text(ask("ann"), "id");
        assertThat(People.code(reset(id, "0000000"))).isEqualTo("422 code_wrong");
        assertThat(reset(id, code("ann")).line()).isEqualTo("200 {}");
        assertThat(People.code(people.refresh(login.refreshToken())))
                .isEqualTo("401 session_ended");
        assertThat(people.tryLogIn("ann", "brand new one").status()).isEqualTo(201);
        assertThat(People.code(reset(id, code("ann")))).isEqualTo("422 code_used");
    }

    /** Five guesses at all codes of an account together, and ten codes, whoever asks. */
    @Test
    void theGuessesAtOneAccountAreBoundedHoweverManyCodesThereAre() {
        people.register("ann");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 10; i++) ids.add(People.text(ask("ann"), "id"));
        assertThat(People.code(ask("ann"))).isEqualTo("429 locked_out");
        for (int i = 0; i < 5; i++) {
            assertThat(People.code(reset(ids.get(i), "0000000"))).isEqualTo("422 code_wrong");
        }
        assertThat(People.code(reset(ids.get(9), code("ann")))).isEqualTo("429 locked_out");
        for (int i = 0; i < 10; i++) ask("nobody");
        assertThat(People.code(ask("nobody"))).isEqualTo("429 locked_out");
    }

    @Test
    void askingTellsNobodyWhetherThereIsAnAccount() {
        people.register("ann");
        var known = ask("ann");
        var unknown = ask("eve");
        String id = People.text(unknown, "id");
        assertThat(unknown.line()).isEqualTo(known.line().replace(People.text(known, "id"), id));
        await().until(() -> people.edge.notifications.delivered.size(), size -> size == 1);
        assertThat(People.code(reset(id, "0000000"))).isEqualTo("422 code_wrong");
        people.edge.notifications.failure = new IllegalStateException("planted");
        assertThat(ask("ann").status()).isEqualTo(ask("eve").status()).isEqualTo(201);
    }

    /** Whoever delivers may be slow: how long the answer takes tells nothing, either. */
    @Test
    void askingWaitsForNoDelivery() {
        people.register("ann");
        var slow = new CountDownLatch(1);
        people.edge.notifications.held = _ -> awaitQuietly(slow);
        assertThat(ask("ann").status()).isEqualTo(201);
        assertThat(people.edge.notifications.delivered).isEmpty();
        slow.countDown();
        await().until(() -> people.edge.notifications.delivered.size(), size -> size == 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEmailIsProvenByItsUser() {
        String ann = people.register("ann");
        String eve = people.register("eve");
        var bearer = people.logIn("ann").bearer();
        String path = "/v1/users/" + ann + "/email-verifications";
        String proof = People.text(people.edge.post(path, "{}", bearer), "id");
        String body = "{\"code\":\"%s\"}".formatted(code("ann"));
        String evesPath = "/v1/users/" + eve + "/email-verifications/" + proof;
        var eves = people.edge.post(evesPath, body, people.logIn("eve").bearer());
        assertThat(People.code(eves)).isEqualTo("404 code_not_found");
        assertThat(People.code(reset(proof, code("ann")))).isEqualTo("404 code_not_found");
        assertThat(people.edge.post(path + "/" + proof, body, bearer).body())
                .contains("\"emailVerified\":true");
        people.clock.pass(Duration.ofMinutes(5));
    }

    @Test
    void aPinIsSetByThePasswordAndTakenAwayByTheOperator() {
        String ann = people.register("ann");
        var bearer = people.logIn("ann").bearer();
        String path = "/v1/users/" + ann + "/pin";
        String body = "{\"password\":\"%s\",\"pin\":\"%s\"}";
        for (String pin : new String[] {"", "123", "123456789", "12a4", "１２３４"}) {
            assertThat(People.code(people.put(path, body.formatted(People.PASSWORD, pin), bearer)))
                    .isEqualTo("400 pin_invalid");
        }
        assertThat(People.code(people.put(path, body.formatted("wrong", "1234"), bearer)))
                .isEqualTo("401 credentials_wrong");
        var set = people.put(path, body.formatted(People.PASSWORD, "1234"), bearer);
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body()).doesNotContain("1234\"");
        assertThat(People.code(people.delete(path, bearer))).isEqualTo("403 forbidden");
        assertThat(people.delete(path, People.OPERATOR).status()).isEqualTo(200);
    }
}
