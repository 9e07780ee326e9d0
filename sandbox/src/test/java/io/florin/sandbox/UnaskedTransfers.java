package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Transfers whose clients never ask again, whatever they hear. */
final class UnaskedTransfers {
    private static final int WALLETS = 20;
    private static final int CLIENTS = 40;
    private static final int ENOUGH = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Client client;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean gone;

    UnaskedTransfers(Client client) {
        this.client = client;
    }

    void open() throws IOException {
        for (int i = 0; i < WALLETS; i++) {
            client.post("/v1/wallets", "{\"id\":\"quiet-%d\",\"owner\":\"owner\"}".formatted(i));
            client.post(
                    "/v1/deposits",
                    "quiet-" + i,
                    "{\"wallet\":\"quiet-%d\",\"asset\":\"USD\",\"amount\":1000000,\"account\":\"@external:bank\"}"
                            .formatted(i));
        }
    }

    /** Comes back while they are in full swing. */
    void sendSome() {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> run(number)));
        }
        await().atMost(LIMIT).until(() -> answered.get() >= ENOUGH);
    }

    private void run(int number) {
        for (int n = 0; !gone; n++) {
            int from = (number + n) % WALLETS;
            var body =
                    Traffic.body(
                            "quiet-%d-%d".formatted(number, n),
                            "quiet-" + from,
                            "quiet-" + (from + 1 + n % (WALLETS - 1)) % WALLETS,
                            1);
            try {
                client.post("/v1/transfers", body);
                answered.incrementAndGet();
            } catch (IOException e) {
                gone = true; // the node was killed, and nobody asks what became of it
            }
        }
    }

    void giveUp() throws InterruptedException {
        gone = true;
        for (var thread : threads) thread.join();
    }

    /** As the read side tells them. */
    List<String> states() throws IOException {
        return transfers().stream().map(transfer -> transfer.get("state").asText()).toList();
    }

    /** From the debit to the credit. */
    Duration longest() throws IOException {
        return transfers().stream()
                .map(transfer ->
                        Duration.between(at(transfer, "createdAt"), at(transfer, "completedAt")))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Instant at(JsonNode transfer, String field) {
        return Instant.parse(transfer.get(field).asText());
    }

    /** The last of each client are those that can have been under way. */
    private List<JsonNode> transfers() throws IOException {
        var found = new ArrayList<JsonNode>();
        for (int number = 0; number < CLIENTS; number++) {
            for (int n = 0; ; n++) {
                var reply = client.get("/v1/transfers/quiet-%d-%d".formatted(number, n));
                if (reply.status() != 200) break;
                found.add(reply.json());
            }
        }
        return found;
    }
}
