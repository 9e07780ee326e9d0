package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.caller.Access;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.operation.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every route of the app against everybody; a route without a row fails. */
class InstaPayAccessTest {
    private static final List<String> CALLERS =
            List.of("anonymous", "bob", "ann", "service", "operator", NamedCallers.BOSS);

    /** What is Ann's; {@code $p} is a request that Ann pays, {@code $r} a refund of hers. */
    private static final String TABLE =
            """
            POST users/register {"username":"e$n","email":"e$n@a.eg","password":"12345678"} | 201 | 201 | 201 | 201 | 201 | 201
            POST users/login {"email":"ann@a.eg","password":"a-good-password"} | 200 | 200 | 200 | 200 | 200 | 200
            GET users/{user} | 401 | 200 | 200 | 200 | 200 | 200
            GET users/by-email/{email} | 401 | 200 | 200 | 200 | 200 | 200
            PUT users/{user}/balance {"amount":1000} | 401 | 403 | 403 | 403 | 200 | 200
            PUT users/{user}/pin {"password":"a-good-password","pin":"1234"} | 401 | 403 | 200 | 403 | 403 | 403
            DELETE users/{user}/pin | 401 | 403 | 403 | 403 | 200 | 200
            POST transactions {"sender_email":"ann@a.eg","receiver_email":"bob@a.eg","amount":1} | 401 | 403 | 201 | 403 | 403 | 403
            GET transactions/user/{user} | 401 | 403 | 200 | 200 | 200 | 200
            GET reports/transactions | 401 | 403 | 403 | 403 | 200 | 200
            GET reports/users/{user} | 401 | 403 | 200 | 200 | 200 | 200
            POST requests {"payer_email":"eve@a.eg","amount":1} | 401 | 201 | 201 | 403 | 403 | 201
            GET requests | 401 | 200 | 200 | 403 | 403 | 200
            POST requests/{request}/confirm {} | 401 | 403 | 200 | 403 | 403 | 404
            POST requests/{request}/reject {} | 401 | 403 | 409 | 403 | 403 | 404
            POST refunds {"transaction_id":"$t"} | 401 | 404 | 201 | 403 | 403 | 404
            GET refunds | 401 | 200 | 200 | 200 | 200 | 200
            POST refunds/{refund}/approve {} | 401 | 403 | 403 | 403 | 200 | 409
            POST refunds/{refund}/reject {} | 401 | 403 | 403 | 403 | 409 | 409
            """;

    private final InstaPayEdge app = new InstaPayEdge();

    @Test
    void everyRouteAgainstEverybody() {
        app.register("eve");
        var sent = "{\"sender_email\":\"ann@a.eg\",\"receiver_email\":\"bob@a.eg\",\"amount\":1}";
        String transaction = InstaPayEdge.text(app.call("ann", "POST", "transactions", sent), "id");
        var asked =
                app.call("bob", "POST", "requests", "{\"payer_email\":\"ann@a.eg\",\"amount\":1}");
        var refund =
                app.call("ann", "POST", "refunds", "{\"transaction_id\":\"" + transaction + "\"}");
        var rewritten = new StringBuilder();
        int n = 0;
        for (String row : TABLE.lines().toList()) {
            String request = row.substring(0, row.indexOf(" |"));
            rewritten.append(request);
            String[] words =
                    request.replace("{user}", app.ann)
                            .replace("{email}", "ann@a.eg")
                            .replace("{request}", InstaPayEdge.text(asked, "id"))
                            .replace("{refund}", InstaPayEdge.text(refund, "id"))
                            .replace("$t", transaction)
                            .split(" ", 3);
            for (String caller : CALLERS) {
                String body = words.length < 3 ? "" : words[2].replace("$n", "x" + n++);
                var reply = app.call(caller, words[0], words[1], body);
                rewritten.append(" | ").append(reply.status());
            }
            rewritten.append('\n');
        }
        assertThat(rewritten.toString()).isEqualTo(TABLE);
    }

    @Test
    void everyRouteHasARow() {
        var routes =
                app.edge.routes.endpoints().stream()
                        .map(Endpoint::operation)
                        .filter(operation -> operation.template().startsWith("/instapay/"))
                        .filter(operation -> operation.access() != Access.PUBLIC)
                        .map(it -> it.method() + " " + it.template().replace("/instapay/api/", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        var rows =
                TABLE.lines()
                        .map(row -> row.split(" ", 3))
                        .map(words -> words[0] + " " + words[1])
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(routes);
    }

    /** Whoever belongs to another app is nobody here, whatever they are there. */
    @Test
    void aCredentialOfAnotherAppIsRefused() {
        var elsewhere = new TestEdge(Map.of("apps-folder", "../apps"), _ -> new OfTheDefaultApp());
        assertThat(elsewhere.get("/v1/users", TestEdge.user("x")).status()).isEqualTo(200);
        for (String path : List.of("users/x", "reports/transactions", "refunds")) {
            var reply = elsewhere.get("/instapay/api/" + path, TestEdge.user("x"));
            assertThat(reply.line()).startsWith("403 ").contains("for the app default");
        }
    }

    @Test
    void theAddressNamesTheAppAndNoHeaderAnother() {
        assertThat(app.call("ann", "GET", "users/$ann", "", "X-App: instapay").status())
                .isEqualTo(200);
        assertThat(app.call("ann", "GET", "users/$ann", "", "X-App: default").status())
                .isEqualTo(403);
    }

    /** What is documented is what is routed; the statuses of the app are among it. */
    @Test
    void theManualShowsTheApp() {
        var document = app.edge.get("/openapi.json").body();
        app.edge.routes.endpoints().stream()
                .map(Endpoint::operation)
                .forEach(it -> assertThat(document).contains("\"" + it.template() + "\""));
    }

    @Test
    void registeringAndLoggingInHaveTheirOwnRateLimits() {
        var limits =
                app.edge.routes.endpoints().stream()
                        .map(Endpoint::operation)
                        .filter(it -> it.template().startsWith("/instapay/"))
                        .filter(it -> it.limitedBy() != null)
                        .map(it -> it.name() + " " + it.limitedBy());
        assertThat(limits)
                .containsExactlyInAnyOrder(
                        "instapayRegister register", "instapayLogIn login", "instapaySetPin login");
    }

    private record OfTheDefaultApp() implements Authenticator {
        @Override
        public boolean knows(String credential) {
            return true;
        }

        @Override
        public CompletionStage<Identity> ofKey(String key) {
            throw new AssertionError("No key is sent.");
        }

        @Override
        public Identity ofToken(String token) {
            var boss = new Caller.User(token, "s", Set.of(Caller.OPERATOR), "basic");
            return new Identity(boss, "default", Set.of());
        }

        @Override
        public CompletionStage<Identity> confirm(Identity user) {
            return CompletableFuture.completedStage(user);
        }
    }
}
