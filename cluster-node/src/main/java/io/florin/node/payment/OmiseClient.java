package io.florin.node.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.node.payment.PaymentSettings.Account;
import io.florin.node.payment.Trouble.Kind;
import io.florin.persistence.trace.LogTrace;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Omise over HTTP: forms go, JSON comes. Every call is made once. */
final class OmiseClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int REFUSED = 400;
    private static final int TIMED_OUT = 408;
    private static final int BROKEN = 500;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http;
    private final Account account;

    OmiseClient(Account account) {
        this.account = account;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofMillis(account.connectMillis()))
                        .build();
    }

    JsonNode get(String path, Map<String, String> query) throws Trouble, InterruptedException {
        var target = query.isEmpty() ? path : path + "?" + form(query);
        return answer(request(target).GET().build());
    }

    JsonNode post(String path, Map<String, String> fields) throws Trouble, InterruptedException {
        return answer(
                request(path)
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form(fields)))
                        .build());
    }

    private HttpRequest.Builder request(String target) {
        var user = (account.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        var base = account.apiBase().toString().replaceFirst("/$", "");
        var request = HttpRequest.newBuilder(URI.create(base + target));
        LogTrace.headers().forEach(request::header);
        return request.timeout(Duration.ofMillis(account.readMillis()))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The request's own time limit ends with the head of an answer; this one with the body. */
    private JsonNode answer(HttpRequest request) throws Trouble, InterruptedException {
        var body = BodyHandlers.ofString(StandardCharsets.UTF_8);
        var call = http.sendAsync(request, BodyHandlers.limiting(body, MOST_BYTES));
        try {
            long millis = account.connectMillis() + (long) account.readMillis();
            var response = call.get(millis, TimeUnit.MILLISECONDS);
            return read(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case ConnectException _, HttpConnectTimeoutException _ ->
                        Trouble.unreachable("Omise cannot be reached.");
                case null, default -> Trouble.lost("The connection to Omise was lost.");
            };
        } catch (TimeoutException _) {
            throw Trouble.lost("Omise takes too long.");
        } finally {
            call.cancel(true);
        }
    }

    private static JsonNode read(int status, String body) throws Trouble {
        switch (status) {
            case 401, 403 ->
                    throw new Trouble(
                            Kind.NOT_TAKEN, "provider_key_refused", "Omise refuses our key.");
            case 429 ->
                    throw new Trouble(
                            Kind.NOT_TAKEN, "provider_busy", "Omise has too many requests.");
            default -> {
                boolean isTaken = status >= OK && status < REDIRECT;
                boolean isRefused = status >= REFUSED && status < BROKEN && status != TIMED_OUT;
                if (!isTaken && !isRefused) {
                    throw Trouble.lost("Omise answered with status " + status + ".");
                }
                var json = object(body);
                if (isTaken) return json;
                var code = json.path("code").asText("provider_refused");
                throw new Trouble(Kind.REFUSED, code, json.path("message").asText(""));
            }
        }
    }

    /** Whatever else comes says nothing, and may not be Omise's. */
    private static JsonNode object(String body) throws Trouble {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) return json;
        } catch (JsonProcessingException _) {
            throw Trouble.lost("Omise's answer is no JSON.");
        }
        throw Trouble.lost("Omise's answer is no object.");
    }
}
