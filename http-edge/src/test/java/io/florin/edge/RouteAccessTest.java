package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static io.florin.edge.TestEdge.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.secret.Argon2;
import io.florin.edge.secret.Passwords;
import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.trail.Origin;
import io.florin.edge.trail.Witness;
import io.florin.protocol.account.Note;
import io.florin.protocol.job.JobState;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.StoredKey;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletQuery.FindHold;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply.Done;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route against everybody. The wallet alice is ann's, bob is bob's, and t1 is what bob paid
 * alice; the session s1, the code o1 and the password are ann's. A route without a row fails.
 */
class RouteAccessTest {
    private static final List<String> CALLERS =
            List.of("anonymous", "eve", "ann", "service", "operator", NamedCallers.BOSS);

    /** In the order of the callers: the stranger, the owner, … */
    private static final String TABLE =
            """
            POST /v1/wallets :: {"id":"new","owner":"ann"}              | 401 | 403 | yes | yes | yes | yes
            POST /v1/wallets :: {"id":"new","owner":"ann","overdraftLimits":{"USD":1}} | 401 | 403 | 403 | yes | yes | yes
            POST /v1/wallets :: {"id":"alice","owner":"eve"}            | 401 | 403 | 403 | yes | yes | yes
            GET /v1/wallets/alice                                       | 401 | 403 | yes | yes | yes | yes
            GET /v1/wallets/alice?fresh=true                            | 401 | 403 | yes | yes | yes | yes
            PATCH /v1/wallets/alice :: {"debits":"allowed"}             | 401 | 403 | 403 | yes | yes | yes
            PATCH /v1/wallets/alice :: {"status":"closed"}              | 401 | 403 | 403 | yes | yes | yes
            GET /v1/wallets/alice/entries                               | 401 | 403 | yes | yes | yes | yes
            GET /v1/wallets/alice/balances                              | 401 | 403 | yes | yes | yes | yes
            POST /v1/deposits key=k :: {$M}                             | 401 | 403 | 403 | yes | yes | yes
            POST /v1/withdrawals key=k :: {$M}                          | 401 | 403 | 403 | yes | yes | yes
            POST /v1/transfers key=k :: {$T-from,"from":"alice"}        | 401 | 403 | yes | yes | yes | yes
            POST /v1/transfers key=k :: {$T-from-to,"from":"alice","to":"@external:bank"} | 401 | 403 | 403 | yes | yes | yes
            POST /v1/transfers/bulk :: {"transfers":[{$T-from,"from":"alice","id":"t"}]} | 401 | 403 | yes | yes | yes | yes
            GET /v1/transfers/t1?from=alice                             | 401 | 403 | yes | yes | yes | yes
            GET /v1/transfers/t1                                        | 401 | 403 | 403 | yes | yes | yes
            POST /v1/transfers/t1/reversal key=k :: {"from":"bob"}      | 401 | 403 | yes | yes | yes | yes
            POST /v1/transfers/t1/reversal key=k :: {"from":"bob","force":true} | 401 | 403 | 403 | yes | yes | yes
            POST /v1/wallets/alice/holds key=k :: {$H}                  | 401 | 403 | yes | yes | yes | yes
            GET /v1/wallets/alice/holds/h1                              | 401 | 403 | yes | yes | yes | yes
            POST /v1/wallets/alice/holds/h1/capture key=k :: {"to":"b"} | 401 | 403 | 403 | yes | yes | yes
            POST /v1/wallets/alice/holds/h1/release ::                  | 401 | 403 | 403 | yes | yes | yes
            GET /v1/ledger/check                                        | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/payments key=k :: {"provider":"stripe","wallet":"alice","asset":"USD","amount":1} | 401 | 403 | yes | yes | yes | yes
            GET /v1/payments/p1                                         | 401 | 403 | yes | yes | yes | yes
            POST /v1/payments/p1/refund key=k ::                        | 401 | 403 | 403 | yes | yes | yes
            POST /v1/payments/p1/decision :: {"outcome":"did_not_happen","reason":"r"} | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/payouts/o1/decision :: {"outcome":"did_not_happen","reason":"r"} | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/payouts key=k :: {"wallet":"alice","asset":"USD","amount":1,"destination":{"provider":"stripe","account":"a"}} | 401 | 403 | yes | yes | yes | yes
            GET /v1/payouts/o1                                          | 401 | 403 | yes | yes | yes | yes
            POST /v1/payouts/o1/approve ::                              | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/payouts/o1/reject ::                               | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/users key=k :: {"username":"new","email":"new@x.org","password":"good enough"} | yes | yes | yes | yes | yes | yes
            GET /v1/users                                               | 401 | 403 | 403 | 403 | yes | yes
            GET /v1/users/ann                                           | 401 | 403 | yes | yes | yes | yes
            PATCH /v1/users/ann :: {"tier":"gold"}                      | 401 | 403 | 403 | 403 | yes | yes
            PUT /v1/users/ann/pin :: {$P,"pin":"1234"}                  | 401 | 403 | yes | 403 | 403 | 403
            DELETE /v1/users/ann/pin                                    | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/users/ann/second-factor :: {$P}                    | 401 | 403 | yes | 403 | 403 | 403
            PUT /v1/users/ann/second-factor :: {"enrolment":"x","otp":"123456"} | 401 | 403 | 400 | 403 | 403 | 403
            DELETE /v1/users/ann/second-factor                          | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/users/ann/email-verifications ::                   | 401 | 403 | yes | 403 | 403 | 403
            POST /v1/users/ann/email-verifications/none :: {"code":"123456"} | 401 | 403 | 404 | 403 | 403 | 403
            POST /v1/password-resets :: {"email":"ann@x.org"}           | yes | yes | yes | yes | yes | yes
            POST /v1/password-resets/none :: {"code":"123456","newPassword":"good enough"} | 404 | 404 | 404 | 404 | 404 | 404
            POST /v1/sessions :: {$P,"email":"ann@x.org"}               | yes | yes | yes | yes | yes | yes
            POST /v1/sessions/refresh :: {"refreshToken":"none"}        | 401 | 401 | 401 | 401 | 401 | 401
            GET /v1/sessions/s1                                         | 401 | 403 | yes | yes | yes | yes
            PUT /v1/sessions/s1/conversation :: {"state":"s","data":{},"ttlSeconds":9} | 401 | 403 | yes | yes | yes | yes
            GET /v1/sessions/s1/conversation                            | 401 | 403 | yes | yes | yes | yes
            DELETE /v1/sessions/s1/conversation                         | 401 | 403 | yes | yes | yes | yes
            PUT /v1/users/ann/password :: {$P,"newPassword":"secret of ann"} | 401 | 403 | yes | 403 | 403 | 403
            DELETE /v1/sessions/s1                                      | 401 | 403 | yes | yes | yes | yes
            DELETE /v1/users/ann/sessions                               | 401 | 403 | yes | yes | yes | yes
            POST /v1/otps :: {"purpose":"p","subject":"ann@x.org"}      | 401 | 403 | yes | yes | yes | yes
            POST /v1/otps/o1/verify :: {"code":"123456"}                | 401 | 403 | 422 | 422 | 422 | 422
            GET /.well-known/jwks.json                                  | yes | yes | yes | yes | yes | yes
            GET /v1/audit-entries                                       | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/api-keys :: {"name":"n","role":"service"}          | 401 | 403 | 403 | 403 | yes | yes
            GET /v1/api-keys                                            | 401 | 403 | 403 | 403 | yes | yes
            GET /v1/api-keys/k1                                         | 401 | 403 | 403 | 403 | yes | yes
            DELETE /v1/api-keys/k1                                      | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/jobs key=k :: {$J,$C}                              | 401 | 403 | 403 | yes | yes | yes
            POST /v1/jobs key=p :: {"queue":"payment","kind":"charge","payload":{},$C} | 401 | 403 | 403 | yes | yes | yes
            POST /v1/jobs :: {$J}                                       | 401 | 403 | 403 | yes | yes | yes
            GET /v1/jobs/j1                                             | 401 | 403 | yes | yes | yes | yes
            GET /v1/jobs/j1?wallet=alice                                | 401 | 403 | yes | yes | yes | yes
            GET /v1/jobs/free                                           | 401 | 403 | 403 | yes | yes | yes
            GET /v1/jobs/j1/events                                      | 401 | 403 | yes | yes | yes | yes
            GET /v1/jobs/j1/events?wallet=alice                         | 401 | 403 | yes | yes | yes | yes
            POST /v1/jobs/j1/cancel ::                                  | 401 | 403 | yes | yes | yes | yes
            POST /v1/jobs/free/cancel ::                                | 401 | 403 | 403 | yes | yes | yes
            GET /v1/jobs                                                | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/jobs/replay :: {"filter":{}}                       | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/jobs/purge :: {"filter":{"key":"none"}}            | 401 | 403 | 403 | 403 | yes | yes
            GET /v1/log-levels                                          | 401 | 403 | 403 | 403 | yes | 403
            PUT /v1/log-levels/io.florin :: {"level":"debug"}           | 401 | 403 | 403 | 403 | yes | 403
            GET /v1/queues                                              | 401 | 403 | 403 | 403 | yes | yes
            POST /v1/queues/ai/pause ::                                 | 401 | 403 | 403 | 403 | yes | 403
            POST /v1/queues/ai/resume ::                                | 401 | 403 | 403 | 403 | yes | 403
            POST /v1/webhook-endpoints :: {"url":"https://a.example/h","events":["*"]} | 401 | 403 | 403 | yes | yes | yes
            GET /v1/webhook-endpoints                                   | 401 | 403 | 403 | yes | yes | yes
            GET /v1/webhook-endpoints/e1                                | 401 | 403 | 403 | yes | yes | yes
            PATCH /v1/webhook-endpoints/e1 :: {"enabled":true}          | 401 | 403 | 403 | yes | yes | yes
            POST /v1/webhook-endpoints/e1/secret ::                     | 401 | 403 | 403 | yes | yes | yes
            POST /v1/webhook-endpoints/e1/test ::                       | 401 | 403 | 403 | yes | yes | yes
            POST /v1/webhook-endpoints/e1/replay :: {"from":"2026-01-01T00:00:00Z"} | 401 | 403 | 403 | yes | yes | yes
            GET /v1/webhook-endpoints/e1/deliveries                     | 401 | 403 | 403 | yes | yes | yes
            GET /v1/webhook-endpoints/e1/deliveries/d1                  | 401 | 403 | 403 | yes | yes | yes
            POST /v1/webhook-endpoints/e1/deliveries/d1/replay ::       | 401 | 403 | 403 | yes | yes | yes
            DELETE /v1/webhook-endpoints/e1                             | 401 | 403 | 403 | yes | yes | yes
            POST /webhooks/stripe :: {}                                 | 401 | 401 | 401 | 401 | 401 | 401
            GET /webhooks/stripe?hub.mode=a&hub.verify_token=b&hub.challenge=c | 404 | 404 | 404 | 404 | 404 | 404
            GET /v1/webhook-events                                      | 401 | 403 | 403 | 403 | yes | yes
            GET /v1/webhook-events/e1                                   | 401 | 403 | 403 | 403 | 404 | 404
            POST /v1/webhook-events/e1/replay ::                        | 401 | 403 | 403 | 403 | 404 | 404
            GET /health                                                 | yes | yes | yes | yes | yes | yes
            GET /health/live                                            | yes | yes | yes | yes | yes | yes
            GET /health/ready                                           | yes | yes | yes | yes | yes | yes
            GET /openapi.json                                           | yes | yes | yes | yes | yes | yes
            GET /docs                                                   | yes | yes | yes | yes | yes | yes
            """;

    private final TestEdge edge = new TestEdge(WebhookEdge.SETTINGS);

    @BeforeEach
    void someWallets() {
        edge.wallets.owners.put(ALICE, "ann");
        edge.wallets.owners.put(BOB, "bob");
        var legs = List.of(new LegView(ALICE, 250, State.COMPLETED, null));
        var transfer = Samples.transfer(State.COMPLETED, legs, Note.NONE);
        edge.ledger.transfers.add(transfer);
        edge.jobs.put(JobSamples.job("j1", JobState.QUEUED, true));
        edge.jobs.put(JobSamples.job("free", JobState.QUEUED, false));
        edge.wallets.onAsk =
                (_, query) -> {
                    Answer answer =
                            switch (query) {
                                case Look _ -> Samples.wallet();
                                case FindHold _ -> Samples.hold();
                                case FindTransfer _ -> new OfTransfer(transfer);
                            };
                    return CompletableFuture.completedStage(new Done(answer, false));
                };
    }

    @BeforeEach
    void somePeople() throws Unfit {
        var secrets = new RandomSecrets(new SecureRandom());
        try (var passwords = new Passwords(new Argon2(64, 1, 1), secrets, 1, 1)) {
            String hash = passwords.hash("secret of ann");
            var origin = new Origin("default", "test", TestEdge.ADDRESS);
            var witness = new Witness(TestEdge.ids(), TestEdge.clock());
            for (String name : List.of("ann", "eve", NamedCallers.BOSS)) {
                String email = name + "@x.org";
                TestEdge.now(
                        edge.users.create(
                                new NewUser("default", name, name, email, "basic", hash, name, NOW),
                                witness.entry(origin, "user.registered", name)));
            }
        }
        var none = new SecretHash(new byte[SecretHash.BYTES]);
        session("s1", new Begin("ann", none, 600, 600));
        session("o1", new IssueCode("p", "ann@x.org", none, 600, 20));
        var key =
                new ApiKey(
                        "k1",
                        "default",
                        "k",
                        ApiKey.Role.SERVICE,
                        Set.of(),
                        NOW,
                        null,
                        null,
                        null,
                        null);
        edge.keys.put(new StoredKey(key, none));
    }

    private void session(String id, SessionCommand command) {
        TestEdge.now(edge.sessions.execute(new SessionId("default", id), command));
    }

    @Test
    void everyRouteAgainstEverybody() {
        var rewritten = new StringBuilder();
        for (String row : TABLE.lines().toList()) {
            int bar = row.indexOf(" |");
            String request = row.substring(0, bar);
            rewritten.append(request);
            for (String caller : CALLERS) {
                rewritten.append(" | ").append(cell(request.strip(), caller));
            }
            rewritten.append('\n');
        }
        assertThat(rewritten.toString()).isEqualTo(TABLE);
    }

    @Test
    void everyRouteHasARow() {
        var routes =
                edge.routes.endpoints().stream()
                        .map(Endpoint::operation)
                        .map(RouteAccessTest::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        var rows =
                TABLE.lines()
                        .map(row -> name(row.split(" +", 3)))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(routes);
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.template();
    }

    /** The row's operation: the first whose address has the row's form, the plainest first. */
    private String name(String... words) {
        String path = words[1].replaceAll("\\?.*", "");
        return edge.routes.endpoints().stream()
                .map(Endpoint::operation)
                .filter(operation -> operation.method().name().equals(words[0]))
                .filter(operation -> path.matches(form(operation)))
                .map(RouteAccessTest::name)
                .min((a, b) -> Long.compare(variables(a), variables(b)))
                .orElse("no route: " + words[0] + " " + path);
    }

    private static String form(Operation operation) {
        return operation.template().replaceAll("\\{\\w+}", "[^/]+");
    }

    private static long variables(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private String cell(String request, String caller) {
        edge.wallets.executed.clear();
        var reply = Script.send(edge, request, Script.credential(caller));
        boolean inBulk = reply.body().contains("\"problem\":{");
        int status = inBulk && reply.body().contains("\"status\":403") ? 403 : reply.status();
        if (status == 401) assertThat(edge.wallets.executed).as(request).isEmpty();
        return status < 300 ? "yes" : Integer.toString(status);
    }
}
