package io.florin.persistence.request;

import static io.florin.protocol.request.MoneyRequests.Answer.ACCEPTED;
import static io.florin.protocol.request.MoneyRequests.Answer.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequest.Transferred;
import io.florin.protocol.request.MoneyRequests.Answer;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import io.florin.protocol.request.RequestReply.Done;
import io.florin.protocol.request.RequestReply.Refused;
import io.florin.protocol.transfer.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyRequestTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Money TEN_BAHT = new Money(new Asset("THB"), 1_000);

    private static Database database;
    private static MoneyRequestTable requests;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        requests = new MoneyRequestTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPaymentComesBackAsItWasAsked() {
        var asked =
                new MoneyRequest(
                        app,
                        "r",
                        Kind.PAYMENT,
                        State.PENDING,
                        "ann",
                        "bob",
                        TEN_BAHT,
                        "lunch",
                        null,
                        0,
                        NOON,
                        null,
                        null,
                        null);
        assertThat(requests.create(payment("r", "ann", "bob"))).isEqualTo(new Done(asked, false));
        assertThat(requests.find(app, "r")).contains(asked);
        assertThat(requests.find("other", "r")).isEmpty();
    }

    @Test
    void aRefundNamesItsTransferAndNoPayer() {
        requests.create(refund("r"));
        var asked = requests.find(app, "r").orElseThrow();
        assertThat(asked.kind()).isEqualTo(Kind.REFUND);
        assertThat(asked.to()).isNull();
        assertThat(asked.transfer()).isEqualTo(transferred());
    }

    @Test
    void aRepeatIsDoneAlreadyAndAnotherRequestOfItsIdIsRefused() {
        requests.create(payment("r", "ann", "bob"));
        answer(REJECTED, "bob");
        assertThat(requests.create(payment("r", "ann", "bob")))
                .isEqualTo(new Done(requests.find(app, "r").orElseThrow(), true));
        assertThat(requests.create(payment("r", "ann", "eve")))
                .isEqualTo(new Refused(Refusal.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void anAnswerIsGivenOnce() {
        requests.create(payment("r", "ann", "bob"));
        var accepted = answer(ACCEPTED, "bob");
        assertThat(state(accepted)).isEqualTo(State.ACCEPTED);
        assertThat(accepted).matches(reply -> !((Done) reply).replayed());
        assertThat(answer(ACCEPTED, "bob")).isEqualTo(new Done(request(), true));
        assertThat(answer(ACCEPTED, "eve")).isEqualTo(finished());
        assertThat(answer(REJECTED, "bob")).isEqualTo(finished());
        assertThat(request().answeredAt()).isEqualTo(LATER);
        assertThat(request().answeredBy()).isEqualTo("bob");
    }

    @Test
    void aRejectedOneStaysRejected() {
        requests.create(payment("r", "ann", "bob"));
        assertThat(state(answer(REJECTED, "bob"))).isEqualTo(State.REJECTED);
        assertThat(answer(REJECTED, "bob")).isEqualTo(new Done(request(), true));
        assertThat(answer(ACCEPTED, "bob")).isEqualTo(finished());
        assertThat(finish(0, null)).isEqualTo(finished());
    }

    @Test
    void anAcceptedOneIsDoneOnceTheMoneyHasMoved() {
        requests.create(payment("r", "ann", "bob"));
        answer(ACCEPTED, "bob");
        assertThat(state(finish(1, null))).isEqualTo(State.DONE);
        assertThat(finish(1, null)).isEqualTo(new Done(request(), true));
        assertThat(finish(1, Refusal.INSUFFICIENT_FUNDS)).isEqualTo(finished());
        assertThat(answer(ACCEPTED, "bob")).isEqualTo(new Done(request(), true));
        assertThat(answer(REJECTED, "bob")).isEqualTo(finished());
    }

    @Test
    void whoseMoneyDidNotMoveIsPendingAgainAndSaysWhy() {
        requests.create(payment("r", "ann", "bob"));
        answer(ACCEPTED, "bob");
        assertThat(state(finish(1, Refusal.INSUFFICIENT_FUNDS))).isEqualTo(State.PENDING);
        assertThat(request().outcome()).isEqualTo(Refusal.INSUFFICIENT_FUNDS);
        assertThat(request().answeredBy()).isNull();
        assertThat(finish(1, Refusal.INSUFFICIENT_FUNDS)).isEqualTo(new Done(request(), true));
        assertThat(finish(1, Refusal.LIMIT_EXCEEDED)).isEqualTo(finished());

        assertThat(state(answer(ACCEPTED, "bob"))).isEqualTo(State.ACCEPTED);
        assertThat(request().attempt()).isEqualTo(2);
        assertThat(request().outcome()).isNull();
    }

    @Test
    void aLateWordOfAnEarlierAttemptEndsNoLaterOne() {
        requests.create(payment("r", "ann", "bob"));
        answer(ACCEPTED, "bob");
        finish(1, Refusal.INSUFFICIENT_FUNDS);
        answer(ACCEPTED, "bob");
        assertThat(finish(1, Refusal.INSUFFICIENT_FUNDS)).isEqualTo(finished());
        assertThat(finish(1, null)).isEqualTo(finished());
        assertThat(request().state()).isEqualTo(State.ACCEPTED);
        assertThat(state(finish(2, null))).isEqualTo(State.DONE);
    }

    @Test
    void nothingIsFinishedBeforeItIsAccepted() {
        requests.create(payment("r", "ann", "bob"));
        assertThat(finish(0, null)).isEqualTo(finished());
        assertThat(finish(0, Refusal.INSUFFICIENT_FUNDS)).isEqualTo(finished());
        assertThat(request().state()).isEqualTo(State.PENDING);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(answer(ACCEPTED, "bob")).isEqualTo(new Refused(Refusal.REQUEST_NOT_FOUND));
        assertThat(finish(1, null)).isEqualTo(new Refused(Refusal.REQUEST_NOT_FOUND));
    }

    @Test
    void ofManyAnswersAtOnceExactlyOneCounts() {
        requests.create(payment("r", "ann", "bob"));
        var replies =
                IntStream.range(0, 24)
                        .parallel()
                        .mapToObj(n -> answer(n % 2 == 0 ? ACCEPTED : REJECTED, "b" + n))
                        .toList();
        assertThat(replies).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(Refused.class::isInstance)
                .hasSize(23)
                .containsOnly(finished());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void pagesShowEveryRequestOnceNewestFirst(int limit) {
        for (int n = 0; n < 7; n++) {
            requests.create(payment("r" + n, "ann", "bob"));
        }
        var ids = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = requests.list(new RequestFilter(app, null, null, null, null, cursor, limit));
            page.items().forEach(request -> ids.add(request.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(ids).containsExactly("r6", "r5", "r4", "r3", "r2", "r1", "r0");
    }

    @Test
    void aFilterLeavesOutWhatItDoesNotName() {
        requests.create(payment("r", "ann", "bob"));
        requests.create(payment("s", "bob", "ann"));
        requests.create(refund("t"));
        answer(REJECTED, "bob");
        assertThat(ids(Kind.REFUND, null, null, null)).containsExactly("t");
        assertThat(ids(null, State.PENDING, null, null)).containsExactly("t", "s");
        assertThat(ids(null, State.REJECTED, null, "bob")).containsExactly("r");
        assertThat(ids(null, null, "ann", null)).containsExactly("t", "r");
        assertThat(ids(Kind.PAYMENT, null, "ann", null)).containsExactly("r");
        assertThat(ids(null, null, null, "ann")).containsExactly("s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r", "requests.1", "users.1.r", "requests.1.' or 1=1"})
    void aForeignCursorIsRefused(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        requests.list(new RequestFilter(app, null, null, null, null, cursor, 5)));
    }

    /** The last guard, should the code above it be wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'PAID'",
                "state = 'ACCEPTED'",
                "state = 'DONE', answered_at = now(), answered_by = 'bob'",
                "answered_at = now(), answered_by = 'bob'",
                "outcome = 'INSUFFICIENT_FUNDS'",
                "payer = null",
                "payer = asker",
                "kind = 'REFUND'",
                "transfer_id = 't', transfer_source = 'w'",
                "amount = 0",
            })
    void theTableRefusesStatesThatCannotBe(String change) {
        requests.create(payment("r", "ann", "bob"));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        POSTGRES.execute(
                                "update money_request set %s where app = '%s'"
                                        .formatted(change, app)))
                .withStackTraceContaining("violates check constraint");
    }

    private List<String> ids(
            @Nullable Kind kind,
            @Nullable State state,
            @Nullable String from,
            @Nullable String to) {
        var filter = new RequestFilter(app, kind, state, from, to, null, 500);
        return requests.list(filter).items().stream().map(MoneyRequest::id).toList();
    }

    private RequestReply answer(Answer answer, String by) {
        return requests.answer(app, "r", answer, by, LATER);
    }

    private RequestReply finish(int attempt, @Nullable Refusal outcome) {
        return requests.finish(app, "r", attempt, outcome);
    }

    private MoneyRequest request() {
        return requests.find(app, "r").orElseThrow();
    }

    private static State state(RequestReply reply) {
        assertThat(reply).isInstanceOf(Done.class);
        return ((Done) reply).request().state();
    }

    private static Refused finished() {
        return new Refused(Refusal.REQUEST_FINISHED);
    }

    /** The fingerprint is made of who asks whom. */
    private NewMoneyRequest payment(String id, String from, String to) {
        var at = NOON.plusSeconds(id.length() > 1 ? id.charAt(1) / 3 : 0);
        return new NewMoneyRequest(app, id, from, to, TEN_BAHT, "lunch", null, from + to, at);
    }

    private NewMoneyRequest refund(String id) {
        return new NewMoneyRequest(
                app, id, "ann", null, TEN_BAHT, null, transferred(), "refund", NOON);
    }

    private Transferred transferred() {
        return new Transferred(new WalletId(app, "w"), new TransferId("t-1"));
    }
}
