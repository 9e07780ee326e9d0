package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequests;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.request.RequestFilter;
import io.florin.protocol.request.RequestReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests for money in memory, with the rules that the door promises. */
final class FakeMoneyRequests implements MoneyRequests {
    private final Map<String, MoneyRequest> requests = new LinkedHashMap<>();
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    /** Says what came of no transfer, as if whoever should was dead by then. */
    volatile boolean forgetsToFinish;

    /** Runs after each change. */
    volatile Runnable onChange = () -> {};

    synchronized List<MoneyRequest> all() {
        return List.copyOf(requests.values());
    }

    @Override
    public synchronized CompletionStage<RequestReply> create(NewMoneyRequest wanted) {
        var known = requests.get(wanted.id());
        if (known != null) {
            boolean same = wanted.fingerprint().equals(fingerprints.get(wanted.id()));
            return same ? replayed(known) : refused(Refusal.IDEMPOTENCY_KEY_REUSED);
        }
        var request =
                new MoneyRequest(
                        wanted.app(),
                        wanted.id(),
                        wanted.kind(),
                        State.PENDING,
                        wanted.from(),
                        wanted.to(),
                        wanted.amount(),
                        wanted.memo(),
                        wanted.transfer(),
                        0,
                        wanted.at(),
                        null,
                        null,
                        null);
        fingerprints.put(wanted.id(), wanted.fingerprint());
        return put(request);
    }

    @Override
    public synchronized CompletionStage<Optional<MoneyRequest>> find(String app, String id) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(requests.get(id)).filter(known -> known.app().equals(app)));
    }

    @Override
    public synchronized CompletionStage<Page<MoneyRequest>> list(RequestFilter filter) {
        List<MoneyRequest> fitting = new ArrayList<>();
        for (var request : requests.values()) {
            boolean fits =
                    (filter.kind() == null || filter.kind() == request.kind())
                            && (filter.from() == null || filter.from().equals(request.from()))
                            && (filter.to() == null || filter.to().equals(request.to()));
            if (fits) fitting.addFirst(request);
        }
        return FakePage.of(fitting, filter.cursor(), filter.limit());
    }

    @Override
    public synchronized CompletionStage<RequestReply> answer(
            String app, String id, Answer answer, String by, Instant at) {
        var request = requests.get(id);
        if (request == null) return refused(Refusal.REQUEST_NOT_FOUND);
        boolean accepts = answer == Answer.ACCEPTED;
        if (request.state() == State.PENDING) {
            return put(
                    accepts
                            ? with(request, State.ACCEPTED, request.attempt() + 1, at, by, null)
                            : with(request, State.REJECTED, request.attempt(), at, by, null));
        }
        boolean same = accepts != (request.state() == State.REJECTED);
        return same && by.equals(request.answeredBy())
                ? done(request)
                : refused(Refusal.REQUEST_FINISHED);
    }

    @Override
    public synchronized CompletionStage<RequestReply> finish(
            String app, String id, int attempt, @Nullable Refusal outcome) {
        if (forgetsToFinish) return CompletableFuture.failedStage(new IllegalStateException());
        var request = requests.get(id);
        if (request == null) return refused(Refusal.REQUEST_NOT_FOUND);
        if (request.attempt() != attempt) return refused(Refusal.REQUEST_FINISHED);
        if (request.state() == State.DONE && outcome == null) return done(request);
        if (request.state() != State.ACCEPTED) return refused(Refusal.REQUEST_FINISHED);
        return put(
                outcome == null
                        ? with(
                                request,
                                State.DONE,
                                attempt,
                                request.answeredAt(),
                                request.answeredBy(),
                                null)
                        : with(request, State.PENDING, attempt, null, null, outcome));
    }

    private static MoneyRequest with(
            MoneyRequest was,
            State state,
            int attempt,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable Refusal outcome) {
        return new MoneyRequest(
                was.app(),
                was.id(),
                was.kind(),
                state,
                was.from(),
                was.to(),
                was.amount(),
                was.memo(),
                was.transfer(),
                attempt,
                was.createdAt(),
                at,
                by,
                outcome);
    }

    private CompletionStage<RequestReply> put(MoneyRequest request) {
        requests.put(request.id(), request);
        onChange.run();
        return done(request);
    }

    private static CompletionStage<RequestReply> done(MoneyRequest request) {
        return CompletableFuture.completedStage(new RequestReply.Done(request, false));
    }

    private static CompletionStage<RequestReply> replayed(MoneyRequest request) {
        return CompletableFuture.completedStage(new RequestReply.Done(request, true));
    }

    private static CompletionStage<RequestReply> refused(Refusal why) {
        return CompletableFuture.completedStage(new RequestReply.Refused(why));
    }
}
