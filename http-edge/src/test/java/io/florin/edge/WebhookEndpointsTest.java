package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.outbound.EndpointSecrets;
import io.florin.edge.secret.Vault;
import io.florin.protocol.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WebhookEndpointsTest {
    private static final String ALL = "/v1/webhook-endpoints";
    private static final String GOOD = "{\"url\":\"https://a.example/h\",\"events\":[\"job.*\"]}";

    private final TestEdge edge = new TestEdge();

    @Test
    void whatDoesNotFitIsRefused() {
        Script.play(
                edge,
                """
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["job.*","*","hold.expired"]} | 201
                POST /v1/webhook-endpoints :: {"events":["*"]} | 400 field_missing
                POST /v1/webhook-endpoints :: {"url":"https://a.example/"} | 400 field_missing
                POST /v1/webhook-endpoints :: {"url":"","events":["*"]} | 400 webhook_url_invalid
                POST /v1/webhook-endpoints :: {"url":7,"events":["*"]} | 400 webhook_url_invalid
                POST /v1/webhook-endpoints :: {"url":"https://user:planted@a.example/","events":["*"]} | 400 webhook_url_invalid
                PATCH /v1/webhook-endpoints/e1 :: {"url":"https://user:planted@a.example/"} | 400 webhook_url_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":[]} | 400 field_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["no.such"]} | 400 field_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["no.*"]} | 400 field_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["transfer"]} | 400 field_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["webhook.test"]} | 400 field_invalid
                POST /v1/webhook-endpoints :: {"url":"https://a.example/","events":["*"],"secret":"mine"} | 400 field_unknown
                GET /v1/webhook-endpoints/none | 404 webhook_endpoint_not_found
                GET /v1/webhook-endpoints?cursor=x | 400 parameter_invalid
                PATCH /v1/webhook-endpoints/none :: {"enabled":true} | 404 webhook_endpoint_not_found
                PATCH /v1/webhook-endpoints/e1 :: {"enabled":"yes"} | 400 field_invalid
                POST /v1/webhook-endpoints/none/secret :: {} | 404 webhook_endpoint_not_found
                POST /v1/webhook-endpoints/e1/secret :: {"overlapSeconds":604801} | 400 field_invalid
                POST /v1/webhook-endpoints/e1/replay :: {} | 400 field_missing
                POST /v1/webhook-endpoints/e1/replay :: {"from":"yesterday"} | 400 field_invalid
                POST /v1/webhook-endpoints/none/replay :: {"from":"2026-01-01T00:00:00Z"} | 404 webhook_endpoint_not_found
                POST /v1/webhook-endpoints/none/test :: {} | 404 webhook_endpoint_not_found
                GET /v1/webhook-endpoints/e1/deliveries?state=lost | 400 parameter_invalid
                GET /v1/webhook-endpoints/e1/deliveries/none | 404 webhook_delivery_not_found
                POST /v1/webhook-endpoints/e1/deliveries/none/replay :: {} | 404 webhook_delivery_not_found
                DELETE /v1/webhook-endpoints/none | 404 webhook_endpoint_not_found
                """);
        assertThat(edge.trail.all().toString()).doesNotContain("planted");
    }

    @Test
    void theDoorsRefusalsHaveStatusesOfTheirOwn() {
        var statuses =
                List.of(
                        "400 webhook_url_invalid",
                        "422 webhook_url_forbidden",
                        "422 webhook_endpoints_too_many");
        for (var status : statuses) {
            edge.endpoints.refusal = Refusal.valueOf(status.substring(4).toUpperCase(Locale.ROOT));
            var reply = edge.post(ALL, GOOD);
            assertThat(reply.status() + " " + People.text(reply, "code")).isEqualTo(status);
        }
    }

    /** Once, and sealed: the endpoint shows it to nobody after that. */
    @Test
    void theSecretIsShownOnce() {
        var made = edge.post(ALL, GOOD, "Idempotency-Key: k");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        var id = People.text(made, "id");
        var secret = People.text(made, "secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        var sealed = Objects.requireNonNull(edge.endpoints.secrets.get(id)).getFirst();
        assertThat(sealed).doesNotContain(secret.substring(6));
        var vault = new Vault(TestEdge.IDENTITY_SECRET, new SecureRandom());
        assertThat(vault.open(EndpointSecrets.PURPOSE, sealed)).isEqualTo(secret);

        var again = edge.post(ALL, GOOD, "Idempotency-Key: k");
        assertThat(again.line()).startsWith("409 ").contains("webhook_endpoint_exists");
        assertThat(edge.get(ALL + "/" + id).body()).contains(id).doesNotContain("secret");
        assertThat(edge.get(ALL).body()).contains(id).doesNotContain("secret");
        assertThat(edge.trail.all().toString())
                .contains("webhook_endpoint.created")
                .doesNotContain(secret);
    }

    @Test
    void aNewSecretIsAnotherOne() {
        var made = edge.post(ALL, GOOD);
        var id = People.text(made, "id");
        var newer = edge.post(ALL + "/" + id + "/secret", "{}");
        assertThat(newer.status()).as(newer.body()).isEqualTo(200);
        assertThat(People.text(newer, "secret")).isNotEqualTo(People.text(made, "secret"));
        assertThat(edge.endpoints.secrets.get(id)).hasSize(2);
    }

    @Test
    void aDeadDeliverySaysWhyAndIsSentAgainOnceForAKey() {
        var shown = edge.get(ALL + "/e1/deliveries?state=dead");
        assertThat(shown.body())
                .contains("\"state\":\"dead\"", "\"lastStatus\":500", "\"attempts\":30");
        var replay = ALL + "/e1/deliveries/d1/replay";
        var first = edge.post(replay, "", "Idempotency-Key: k");
        var second = edge.post(replay, "", "Idempotency-Key: k");
        var third = edge.post(replay, "", "Idempotency-Key: other");
        assertThat(first.body()).contains("\"replays\":\"d1\"").isEqualTo(second.body());
        assertThat(People.text(third, "id")).isNotEqualTo(People.text(first, "id"));
    }

    @Test
    void whatHappenedInATimeIsSentAgain() {
        var body = "{\"from\":\"2026-01-01T00:00:00Z\",\"events\":[\"job.dead\"],\"dryRun\":true}";
        var reply = edge.post(ALL + "/e1/replay", body, "Idempotency-Key: k");
        assertThat(reply.line()).isEqualTo("200 {\"messages\":7,\"dryRun\":true}");
        var wish = edge.endpoints.wishes.getFirst();
        assertThat(wish.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(wish.events()).containsExactly("job.dead");
        assertThat(wish.dryRun()).isTrue();
        assertThat(wish.name()).isEqualTo("operator/k");
    }
}
