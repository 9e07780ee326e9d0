package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Call;
import io.florin.sandbox.provider.Faulty;
import io.florin.sandbox.provider.Handler;
import io.florin.sandbox.provider.Manners;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Refused;
import io.florin.sandbox.provider.Simulator;
import io.florin.sandbox.provider.Stage;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Webhooks;
import java.util.List;
import java.util.Optional;

/** Stripe: the key is checked, then the idempotency key, then faults strike, then rules judge. */
public final class StripeSimulator implements Simulator, Manners {
    private final Stage stage;
    private final String secretKey;
    private final Webhooks webhooks;
    private final StripeRoutes routes;
    private final StripeEvents events;
    private final Handler layers;

    private StripeSimulator(Stage stage, String secretKey, String webhookSecret) {
        this.stage = stage;
        this.secretKey = secretKey;
        webhooks =
                new Webhooks(
                        stage,
                        StripeEvents.signer(webhookSecret),
                        StripeEvents.signer(webhookSecret + "_not"));
        events = new StripeEvents(stage, webhooks);
        routes = new StripeRoutes(stage, events);
        layers = new Idempotency(stage, new Faulty(stage, this, this::judged));
    }

    /** Listens until it is closed. */
    public static ProviderServer start(
            String secretKey, String webhookSecret, Surroundings surroundings) {
        return ProviderServer.start(
                "stripe",
                surroundings,
                stage -> new StripeSimulator(stage, secretKey, webhookSecret));
    }

    @Override
    public Manners manners() {
        return this;
    }

    @Override
    public Handler handler() {
        return this::admitted;
    }

    private Answer admitted(Call call) throws InterruptedException {
        if (!Faulty.withoutFault(key(call)).equals(secretKey)) return error(401, "");
        call.header("Stripe-Version").ifPresent(events::speak);
        return layers.answer(call).with("Request-Id", stage.id("req_"));
    }

    private Answer judged(Call call) {
        try {
            return Answer.json(200, stage.judge(() -> routes.route(call)));
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    @Override
    public String key(Call call) {
        return call.credentials("Bearer");
    }

    @Override
    public Optional<String> magic(Call call) {
        return call.parameters()
                .map(p -> p.path("metadata").path("florin_fault").asText())
                .filter(fault -> !fault.isEmpty());
    }

    @Override
    public Optional<String> wish(Call call) {
        return call.header(Idempotency.HEADER);
    }

    @Override
    public Answer error(int status, String reason) {
        return StripeErrors.ofStatus(status, reason);
    }

    @Override
    public void move(String id, String status) {
        stage.alone(() -> routes.move(id, status));
    }

    @Override
    public void resume() {
        routes.resume();
        webhooks.resume();
    }

    @Override
    public List<ObjectNode> told() {
        return webhooks.log();
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
