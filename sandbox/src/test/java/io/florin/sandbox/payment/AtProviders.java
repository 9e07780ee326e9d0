package io.florin.sandbox.payment;

import static io.florin.protocol.payment.Provider.OMISE;
import static io.florin.protocol.payment.Provider.STRIPE;

import com.typesafe.config.ConfigFactory;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.persistence.database.Database;
import io.florin.protocol.money.Asset;
import io.florin.protocol.payment.PaymentId;
import io.florin.protocol.payment.Provider;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import io.florin.sandbox.provider.omise.OmiseSimulator;
import io.florin.sandbox.provider.stripe.StripeSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop at simulated Stripe and Omise, which do nothing by themselves. */
abstract class AtProviders {
    @RegisterExtension static final PostgresOfClass POSTGRES = new PostgresOfClass();

    private static final String LOCAL =
            """
            pekko.actor.provider = local
            pekko.jvm-exit-on-fatal-error = off
            pekko.coordinated-shutdown.exit-jvm = off
            """;

    static final String STRIPE_KEY = "sk_test_1";
    static final String OMISE_KEY = "skey_test_1";
    static final int PATIENCE_MILLIS = 1_500;
    static final Map<Provider, String> CARDS =
            Map.of(STRIPE, "pm_card_visa", OMISE, "tokn_test_visa");

    static Database database;
    static ActorSystem<Void> system;

    final Map<Provider, ProviderServer> servers = new EnumMap<>(Provider.class);
    final Map<Provider, Wire> wires = new EnumMap<>(Provider.class);
    Shop shop;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        var config = ConfigFactory.parseString(LOCAL).withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "shop", config);
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
        system.terminate();
    }

    @BeforeEach
    void providers() {
        POSTGRES.execute("truncate payment, payout, job, webhook_event cascade");
        var still = new Surroundings(null, List.of(), InstantSource.system(), Duration.ofHours(1));
        servers.put(STRIPE, StripeSimulator.start(STRIPE_KEY, "whsec_1", still));
        servers.put(OMISE, OmiseSimulator.start(OMISE_KEY, base64("a secret"), still));
        wires.put(STRIPE, new Wire(servers.get(STRIPE).address(), "Bearer " + STRIPE_KEY));
        wires.put(
                OMISE, new Wire(servers.get(OMISE).address(), "Basic " + base64(OMISE_KEY + ":")));
        shop = new Shop(system, database, accounts(Shop.PRICE.asset()));
    }

    /** Ours, of which that at Omise is of the currency. */
    Map<Provider, Account> accounts(Asset currency) {
        var stripe = servers.get(STRIPE).address();
        var omise = servers.get(OMISE).address();
        return Map.of(
                STRIPE,
                Shop.account(stripe, STRIPE_KEY, PATIENCE_MILLIS, null),
                OMISE,
                Shop.account(omise, OMISE_KEY, PATIENCE_MILLIS, currency));
    }

    @AfterEach
    void close() {
        shop.close();
        wires.values().forEach(Wire::close);
        servers.values().forEach(ProviderServer::close);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    void fault(Provider provider, String path, String kind) throws Exception {
        var body = "{\"path\":\"%s\",\"kind\":\"%s\",\"count\":1}".formatted(path, kind);
        wires.get(provider).ok("POST", "/_admin/faults", body);
    }

    void move(Provider provider, String id, String status) throws Exception {
        var body = "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(id, status);
        wires.get(provider).ok("POST", "/_admin/move", body);
    }

    /** How often the provider was asked for something, and how often something came of it. */
    String posts(Provider provider) throws Exception {
        var calls = wires.get(provider).ok("GET", "/_admin/calls", "").path("calls");
        var posts =
                StreamSupport.stream(calls.spliterator(), false)
                        .filter(call -> call.path("method").asText().equals("POST"))
                        .toList();
        long effects = posts.stream().filter(call -> call.path("effect").asBoolean()).count();
        return posts.size() + " calls, " + effects + " effects";
    }

    String object(PaymentId payment) throws Exception {
        return Objects.requireNonNull(shop.payment(payment).object());
    }

    static String credit(Provider provider, String object) {
        return "ann gets 600 CREDIT from @external:%s for %s".formatted(provider.word(), object);
    }
}
