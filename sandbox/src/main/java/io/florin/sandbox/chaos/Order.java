package io.florin.sandbox.chaos;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, and what it means for the wallets if it is done.
 *
 * @param path of a POST
 * @param key of idempotency; null where the body has an id
 * @param expected the status of the only right answer
 * @param moves by wallet, what is added to it when that is the answer
 * @param job its id, if it is one: then it moves when the job has succeeded
 * @param wallets that have to do with it; the first is asked
 */
record Order(
        String path,
        @Nullable String key,
        String body,
        int expected,
        Map<String, Long> moves,
        @Nullable String job,
        List<String> wallets) {
    private static final String ASSET = "USD";

    Order {
        moves = Map.copyOf(moves);
        wallets = List.copyOf(wallets);
    }

    static Order wallet(String wallet) {
        var body = "{\"id\":\"%s\",\"owner\":\"chaos\"}".formatted(wallet);
        var key = "open-" + wallet;
        return new Order("/v1/wallets", key, body, 201, Map.of(), null, List.of(wallet));
    }

    static Order deposit(String key, String wallet, long amount) {
        var body =
                """
                {"wallet":"%s","asset":"%s","amount":%d,"account":"@external:chaos"}\
                """
                        .formatted(wallet, ASSET, amount);
        var moves = Map.of(wallet, amount);
        return new Order("/v1/deposits", key, body, 201, moves, null, List.of(wallet));
    }

    static Order transfer(String id, String from, String to, long amount) {
        var moves = Map.of(from, -amount, to, amount);
        return new Order(
                "/v1/transfers",
                null,
                transferBody(id, from, to, amount),
                201,
                moves,
                null,
                List.of(from, to));
    }

    /** More than anybody has: the wallet says no, and says so for ever. */
    static Order refused(String id, String from, String to) {
        var body = transferBody(id, from, to, 1_000_000_000_000L);
        return new Order("/v1/transfers", null, body, 402, Map.of(), null, List.of(from, to));
    }

    private static String transferBody(String id, String from, String to, long amount) {
        return """
        {"id":"%s","from":"%s","to":"%s","asset":"%s","amount":%d}\
        """
                .formatted(id, from, to, ASSET, amount);
    }

    /** One pays two: both or none. */
    static Order split(String id, List<String> wallets, long amount) {
        var body =
                """
                {"id":"%s","from":"%s","asset":"%s","allOrNothing":true,\
                "legs":[{"to":"%s","amount":%5$d},{"to":"%6$s","amount":%5$d}]}\
                """
                        .formatted(
                                id, wallets.get(0), ASSET, wallets.get(1), amount, wallets.get(2));
        var moves =
                Map.of(wallets.get(0), -2 * amount, wallets.get(1), amount, wallets.get(2), amount);
        return new Order("/v1/transfers", null, body, 201, moves, null, wallets);
    }

    static Order hold(String id, String wallet, long amount) {
        var body = "{\"id\":\"%s\",\"asset\":\"%s\",\"amount\":%d}".formatted(id, ASSET, amount);
        return new Order(holds(wallet), null, body, 201, Map.of(), null, List.of(wallet));
    }

    static Order capture(String hold, String from, String to, long amount) {
        return new Order(
                holds(from) + "/" + hold + "/capture",
                hold + "-capture",
                "{\"to\":\"%s\",\"final\":true}".formatted(to),
                200,
                Map.of(from, -amount, to, amount),
                null,
                List.of(from, to));
    }

    static Order release(String hold, String wallet) {
        return new Order(
                holds(wallet) + "/" + hold + "/release",
                hold + "-release",
                "{}",
                200,
                Map.of(),
                null,
                List.of(wallet));
    }

    private static String holds(String wallet) {
        return "/v1/wallets/%s/holds".formatted(wallet);
    }

    /** For a price, which is taken when the job has succeeded. */
    static Order job(String id, String wallet, long price) {
        var body =
                """
                {"id":"%s","queue":"ai","kind":"ai.reading",\
                "payload":{"question":"Will it rain?"},\
                "price":{"wallet":"%s","asset":"%s","amount":%d}}\
                """
                        .formatted(id, wallet, ASSET, price);
        var moves = Map.of(wallet, -price);
        return new Order("/v1/jobs", null, body, 202, moves, id, List.of(wallet));
    }
}
