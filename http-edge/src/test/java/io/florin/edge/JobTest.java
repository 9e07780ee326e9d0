package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs are submitted, shown and cancelled. */
class JobTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String ANN = TestEdge.user("ann");
    private static final String FREE = Script.expanded("{$J}");
    private static final String PRICED = Script.expanded("{$J,$C}");

    private final TestEdge edge = new TestEdge();

    @BeforeEach
    void alicesWalletIsAnns() {
        edge.wallets.owners.put(Samples.ALICE, "ann");
        edge.wallets.knows(new Done(Samples.wallet(), false));
    }

    private NewJob asked() {
        return edge.jobs.asked.getLast();
    }

    @Test
    void everythingThatCanBeSaidOfAJob() {
        var reply =
                edge.post(
                        "/v1/jobs",
                        """
                        {"id":"j1","queue":"ai","kind":"chat","key":"conversation-7",\
                        "payload":{"b":0.70,"a":[1e3,{"x":"ünï"}],"n":null},\
                        "price":{"wallet":"alice","asset":"STAR","amount":3},"priority":"high",\
                        "runAt":"2026-03-05T00:00:00Z","uniqueKey":"u","maxAttempts":7}\
                        """,
                        KEY);
        var runAt = Instant.parse("2026-03-05T00:00:00Z");
        var payload = "{\"b\":0.70,\"a\":[1e3,{\"x\":\"ünï\"}],\"n\":null}";
        var spec =
                new JobSpec("ai", "chat", "conversation-7", payload, Priority.HIGH, runAt, "u", 7);
        var price = new Price(Samples.ALICE, new Money(Samples.STAR, 3));
        assertThat(asked())
                .isEqualTo(
                        new NewJob(
                                "default",
                                asked().id(),
                                true,
                                "k1",
                                spec,
                                price,
                                Terms.FREE,
                                null));
        assertThat(reply.line())
                .isEqualTo(
                        "202 {\"id\":\"j1\",\"state\":\"scheduled\",\"links\":{"
                                + "\"self\":\"/v1/jobs/j1?wallet=alice\","
                                + "\"events\":\"/v1/jobs/j1/events?wallet=alice\","
                                + "\"cancel\":\"/v1/jobs/j1/cancel?wallet=alice\"}}");
        assertThat(reply.header("Location")).isEqualTo("/v1/jobs/j1?wallet=alice");
    }

    @Test
    void aRepeatGetsTheSameBytesWhateverBecameOfTheJob() {
        var first = edge.post("/v1/jobs", PRICED, KEY);
        var id = asked().id().value();
        assertThat(first.line()).startsWith("202 ").contains("\"state\":\"queued\"");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        edge.jobs.move(id, JobSamples.to(JobState.SUCCEEDED));
        var second = edge.post("/v1/jobs", PRICED, KEY);
        assertThat(second.line()).isEqualTo(first.line());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(edge.post("/v1/jobs", FREE.replace("{}", "{\"x\":1}"), KEY).status())
                .as("another queue's key is another key")
                .isEqualTo(202);
        var other = PRICED.replace("\"payload\":{}", "\"payload\":{\"x\":1}");
        assertThat(edge.post("/v1/jobs", other, KEY).line())
                .startsWith("422 ")
                .contains("idempotency_key_reused");
    }

    /** A retry meets the same job, whichever edge it comes through. */
    @Test
    void theKeyNamesTheJobAtItsWalletOrQueue() {
        edge.post("/v1/jobs", PRICED, KEY);
        var atWallet = asked().id();
        assertThat(asked().given()).isFalse();
        edge.post("/v1/jobs", FREE, KEY);
        var atQueue = asked().id();
        edge.post("/v1/jobs", FREE, "Idempotency-Key: k2");
        assertThat(asked().id()).isNotEqualTo(atQueue).isNotEqualTo(atWallet);
        assertThat(atQueue).isNotEqualTo(atWallet);
        var elsewhere = new TestEdge();
        elsewhere.post("/v1/jobs", PRICED, KEY);
        assertThat(elsewhere.jobs.asked.getLast().id()).isEqualTo(atWallet);
        assertThat(atWallet.value()).isEqualTo("35272d2e-40ff-86fc-822e-6d013d96a4f2");
    }

    @Test
    void anOpenJobOfTheUniqueKeyIsTheAnswer() {
        var body = FREE.replace("}}", "},\"uniqueKey\":\"u\"}");
        var first = edge.post("/v1/jobs", body, KEY);
        edge.jobs.move(People.text(first, "id"), JobSamples.to(JobState.RUNNING));
        var second = edge.post("/v1/jobs", body, "Idempotency-Key: k2");
        assertThat(second.line()).isEqualTo(first.line().replace("202 ", "200 "));
        edge.jobs.move(People.text(first, "id"), JobSamples.to(JobState.DEAD));
        assertThat(edge.post("/v1/jobs", body, "Idempotency-Key: k3").status()).isEqualTo(202);
    }

    /**
     * Kinds and prices are the app's to name: what it does not list is for staff. Paid from what is
     * theirs, under the limits of the tier that the wallet's owner has.
     */
    @ParameterizedTest
    @CsvSource({
        "ann, tiered,  chat,  NGN,  3, 202,",
        "ann, tiered,  chat,  NGN,  5, 202,",
        "ann, tiered,  chat,  NGN,  1, 422, price_invalid",
        "ann, tiered,  chat,  NGN,  4, 422, price_invalid",
        "ann, tiered,  chat,  NGN,   , 403, forbidden",
        "ann, tiered,  image, NGN,  3, 403, forbidden",
        "eve, tiered,  chat,  NGN,  3, 403, forbidden",
        "ann, default, chat,  STAR, 3, 403, forbidden",
        "ann, default, chat,  STAR, 1, 403, forbidden",
        "-,   tiered,  chat,  NGN,  1, 202,",
        "-,   tiered,  chat,  NGN,   , 202,",
        "-,   default, chat,  STAR, 1, 202,"
    })
    void anAppSaysWhichJobsItsUsersMaySubmitAndWhatTheyCost(
            String who,
            String app,
            String kind,
            String asset,
            @Nullable Long amount,
            int status,
            @Nullable String code) {
        var shop = new TestEdge(Map.of("apps-folder", "src/test/resources/tiered"));
        shop.wallets.owners.put(new WalletId(app, "alice"), "ann");
        shop.wallets.knows(new Done(Samples.wallet(), false));
        var price =
                amount == null
                        ? ""
                        : ",\"price\":{\"wallet\":\"alice\",\"asset\":\"%s\",\"amount\":%d}"
                                .formatted(asset, amount);
        var body = "{\"queue\":\"ai\",\"kind\":\"%s\",\"payload\":{}%s}".formatted(kind, price);
        var caller = who.equals("-") ? "X-Api-Key: " + TestEdge.OPERATOR_KEY : TestEdge.user(who);
        var reply = shop.post("/v1/jobs", body, KEY, caller, "X-App: " + app);
        assertThat(reply.status()).as(reply.line()).isEqualTo(status);
        if (code != null) assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
        boolean isAsked = status == 202 || who.equals("eve"); // whose it is the wallet says
        assertThat(shop.jobs.asked).hasSize(isAsked ? 1 : 0);
        if (status != 202 || !who.equals("ann")) return;
        var limits = new SpendingLimits(100L, null, null);
        assertThat(shop.jobs.asked.getFirst().terms())
                .isEqualTo(Terms.ofOwner("ann").withRules(limits, "tiered-1", 0));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Script.play(
                edge,
                "POST /v1/jobs ",
                """
                key=k :: {}                                             | 400 field_missing
                key=k :: {$J-payload}                                   | 400 field_missing
                key=k :: {$J-payload,"payload":[]}                      | 400 field_invalid
                key=k :: {$J-payload,"payload":"{}"}                    | 400 field_invalid
                key=k :: {$J-payload,"payload":{"a":1,"a":2}}           | 400 field_invalid
                key=k :: {$J-payload,"payload":{"a":"\\u0000"}}          | 400 field_invalid
                key=k :: {$J-queue,"queue":"AI"}                        | 400 field_invalid
                key=k :: {$J-queue,"queue":"nowhere"}                   | 404 queue_unknown
                key=k :: {$J-kind,"kind":"nothing"}                     | 422 job_kind_unknown
                key=k :: {"queue":"payment","kind":"charge","payload":{}} | 422 price_invalid
                key=k :: {$J,"price":{"asset":"STAR","amount":3}}       | 400 field_missing
                key=k :: {$J,"price":{"wallet":"a","asset":"STAR","amount":0}} | 400 amount_invalid
                key=k :: {$J,"price":{"wallet":"a","asset":"EUR","amount":3}} | 422 asset_unknown
                key=k :: {$J,"priority":"urgent"}                       | 400 field_invalid
                key=k :: {$J,"runAt":"tomorrow"}                        | 400 field_invalid
                key=k :: {$J,"runAt":"2026-03-03T00:00:00Z"}            | 422 run_at_invalid
                key=k :: {$J,"runAt":"1969-12-31T00:00:00Z"}            | 422 run_at_invalid
                key=k :: {$J,"maxAttempts":0}                           | 400 field_invalid
                key=k :: {$J,"maxAttempts":101}                         | 400 field_invalid
                key=k :: {$J,"uniqueKey":""}                            | 400 field_invalid
                key=k :: {$J,"id":"-"}                                  | 400 id_invalid
                key=k :: {$J,"replays":"j1"}                            | 400 field_unknown
                :: {$J,$C}                                              | 400 idempotency_key_missing
                :: {$J,$C,"id":"j1"}                                    | 202
                :: {$J}                                                 | 202
                """);
        var large = FREE.replace("{}", "{\"a\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(edge.post("/v1/jobs", large, KEY).line()).startsWith("413 ");
        var roomy = new TestEdge(Map.of("max-body-bytes", 100_000));
        assertThat(roomy.post("/v1/jobs", large, KEY).line())
                .startsWith("422 ")
                .contains("payload_invalid", "payload has 70008 characters");
    }

    @Test
    void everyReplyHasItsAnswer() {
        assertThat(after(new InDoubt()).line()).startsWith("202 ").contains("\"pending\"");
        assertThat(after(new InDoubt()).header("Location")).endsWith("?wallet=alice");
        assertThat(after(new NotTaken(Refusal.BUSY)).line()).startsWith("503 ").contains("busy");
        edge.jobs.reply = null;
        edge.jobs.failure = new IllegalStateException("planted");
        assertThat(edge.post("/v1/jobs", PRICED, KEY).line()).contains("\"pending\"");
        assertThat(edge.get("/v1/jobs/j1").status()).isEqualTo(503);
    }

    private Reply after(JobReply planted) {
        edge.jobs.reply = planted;
        return edge.post("/v1/jobs", PRICED, KEY);
    }

    @Test
    void aJobWithEverythingThatItCanHave() {
        edge.jobs.put(JobSamples.full("{ \"text\" : [0.10] }"));
        var staff = edge.get("/v1/jobs/full").body();
        assertThat(staff)
                .isEqualTo(
                        """
                        {"id":"full","state":"succeeded","version":9,"queue":"ai","kind":"chat",\
                        "key":"k","uniqueKey":"u",\
                        "price":{"wallet":"alice","asset":"STAR","amount":3},"priority":"high",\
                        "payload":{},"attempt":2,"failures":1,"maxAttempts":7,\
                        "progress":{"percent":100,"note":"done"},"result":{ "text" : [0.10] },\
                        "error":{"code":"provider_timeout","message":"No answer."},\
                        "cost":{"provider":"openai","model":"small","prices":"2026-11",\
                        "nanoUsd":1234567,"usage":{"tokens":12}},\
                        "createdAt":"2026-03-04T05:06:07.000000Z",\
                        "runAt":"2026-03-04T05:06:07.000000Z",\
                        "endedAt":"2026-03-04T05:06:07.000123Z","replays":"dead",\
                        "links":{"self":"/v1/jobs/full?wallet=alice",\
                        "events":"/v1/jobs/full/events?wallet=alice",\
                        "cancel":"/v1/jobs/full/cancel?wallet=alice"}}\
                        """);
        assertThat(edge.get("/v1/jobs/full", ANN).body())
                .as("what it costs us is not everybody's business")
                .isEqualTo(staff.replaceAll("\"cost\":.*?}},", ""));
    }

    @Test
    void anIdThatSeveralJobsHaveNeedsTheWallet() {
        edge.jobs.put(JobSamples.job("j1", JobState.QUEUED, true));
        edge.jobs.put(JobSamples.job("j1", JobState.RUNNING, false));
        assertThat(edge.get("/v1/jobs/j1", ANN).line()).contains("409 ", "ambiguous_id");
        assertThat(edge.get("/v1/jobs/j1").body()).contains("\"state\":\"running\"");
        assertThat(edge.get("/v1/jobs/j1?wallet=alice").body()).contains("\"state\":\"queued\"");
        assertThat(edge.get("/v1/jobs/j1?wallet=bob").line())
                .startsWith("404 ")
                .contains("job_not_found");
    }

    /** The answer is of the job that has ended, so it is the same for ever. */
    @Test
    void cancelledMeansThatThePriceIsFree() {
        edge.jobs.put(JobSamples.job("j1", JobState.QUEUED, true));
        var first = edge.post("/v1/jobs/j1/cancel", "", ANN);
        assertThat(first.line()).startsWith("200 ").contains("\"state\":\"cancelled\"");
        var second = edge.post("/v1/jobs/j1/cancel?wallet=alice", "{}", ANN);
        assertThat(second.line()).isEqualTo(first.line());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(edge.trail.all()).as("what users do to what is theirs").isEmpty();
    }

    @Test
    void itMayBeTooLateToCancel() {
        edge.jobs.put(JobSamples.job("ended", JobState.DEAD, true));
        edge.jobs.put(JobSamples.job("sent", JobState.UNKNOWN, true));
        Script.play(
                edge,
                """
                POST /v1/jobs/ended/cancel :: | 409 job_ended
                POST /v1/jobs/sent/cancel ::  | 409 job_sent
                POST /v1/jobs/none/cancel ::  | 404 job_not_found
                GET /v1/jobs/none             | 404 job_not_found
                """);
    }
}
