package io.florin.sandbox.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simulated Stripe, and the real client to it, which never repeats by itself. */
final class StripeHarness implements AutoCloseable {
    static final String KEY = "sk_test_4242";
    static final String WEBHOOK_SECRET = "whsec_4242";

    final ProviderServer server;
    final StripeClient client;
    final Wire wire;

    StripeHarness(@Nullable Path folder, Duration step, URI... webhooks) {
        server =
                StripeSimulator.start(
                        KEY,
                        WEBHOOK_SECRET,
                        new Surroundings(folder, List.of(webhooks), InstantSource.system(), step));
        client = client(KEY);
        wire = new Wire(server.address(), "Bearer " + KEY);
    }

    StripeClient client(String key) {
        return client(key, Duration.ofSeconds(20));
    }

    StripeClient client(String key, Duration patience) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(server.address().toString())
                .setMaxNetworkRetries(0)
                .setConnectTimeout(5_000)
                .setReadTimeout((int) patience.toMillis())
                .build();
    }

    /** Paid at once with the payment method. */
    static PaymentIntentCreateParams paying(long amount, String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("thb")
                .setPaymentMethod(method)
                .setConfirm(true)
                .setReturnUrl("https://shop.example/back")
                .putMetadata("job", "job-" + amount)
                .build();
    }

    static RequestOptions under(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** What the world outside does to an object. */
    void move(String id, String status) throws Exception {
        wire.ok("POST", "/_admin/move", "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(id, status));
    }

    @Override
    public void close() {
        wire.close();
        server.close();
    }
}
