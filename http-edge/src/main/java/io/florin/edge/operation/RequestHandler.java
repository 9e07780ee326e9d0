package io.florin.edge.operation;

import io.florin.edge.caller.Access;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.RoutingTable.Match.Found;
import io.florin.edge.operation.RoutingTable.Match.Nowhere;
import io.florin.edge.operation.RoutingTable.Match.OtherMethods;
import io.florin.edge.problem.Dialect;
import io.florin.edge.problem.Problem;
import io.florin.edge.trace.RequestTrace;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trace.TraceIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trip of every request: address, method, room, caller, tenant, limit, body, fields, handler.
 * Each step can refuse; whatever else goes wrong is an incident. The stage never fails.
 */
public final class RequestHandler {
    /**
     * What goes by.
     *
     * @param maxInFlight requests at once; one more is told to come again
     * @param traffic is told of every answer
     * @param traces gives everything its ids
     */
    public record Street(int maxInFlight, Traffic traffic, TraceIds traces) {}

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final byte[] NO_BODY = {};

    private final RoutingTable table;
    private final Entrance entrance;
    private final Bodies bodies;
    private final Failures failures;
    private final InFlight inFlight;
    private final Traffic traffic;
    private final TraceIds traces;

    public RequestHandler(
            RoutingTable table,
            Entrance entrance,
            Bodies bodies,
            Failures failures,
            Street street) {
        this.table = table;
        this.entrance = entrance;
        this.bodies = bodies;
        this.failures = failures;
        this.inFlight = new InFlight(street.maxInFlight());
        this.traffic = street.traffic();
        this.traces = street.traces();
    }

    /** The answer says by which ids the log knows the request. */
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        var trace = RequestTrace.begin(request, traces);
        var header = RequestTrace.header(trace);
        return RequestTrace.within(trace, () -> route(RequestTrace.on(request, trace)))
                .thenApply(response -> response.addHeader(header));
    }

    private CompletionStage<HttpResponse> route(HttpRequest request) {
        long begun = System.nanoTime();
        String method = request.method().value();
        return switch (table.find(method, PathSegments.of(request.getUri().getPathString()))) {
            case Found(var endpoint, var segments) ->
                    told(
                            enter(endpoint, segments, request),
                            Optional.of(endpoint.operation()),
                            request,
                            begun);
            case OtherMethods(var allowed) ->
                    told(otherMethod(request, allowed), Optional.empty(), request, begun);
            case Nowhere() ->
                    told(
                            refuse(request, Problem.of(Refusal.NOT_FOUND)),
                            Optional.empty(),
                            request,
                            begun);
        };
    }

    private CompletionStage<HttpResponse> told(
            CompletionStage<HttpResponse> answer,
            Optional<Operation> operation,
            HttpRequest request,
            long begun) {
        return answer.thenApply(response -> {
            long nanos = System.nanoTime() - begun;
            traffic.answered(operation, response.status().intValue(), nanos);
            trace(operation, request, response, nanos);
            if (LOG.isDebugEnabled()) log(operation, request, response, nanos);
            return response;
        });
    }

    private void trace(
            Optional<Operation> operation, HttpRequest request, HttpResponse response, long nanos) {
        var trace = RequestTrace.of(request);
        if (trace == null || !trace.isSampled()) return;
        var sender = RequestTrace.sender(request);
        int status = response.status().intValue();
        traffic.traced(new Traffic.Traced(trace, sender, operation, status, nanos));
    }

    /** Only what is ours: a path may be anything. */
    private static void log(
            Optional<Operation> operation, HttpRequest request, HttpResponse response, long nanos) {
        var name = operation.map(Operation::name).orElse("nothing of ours");
        int status = response.status().intValue();
        inTrace(
                request,
                () -> {
                    LOG.debug("{}: {} in {} µs", name, status, nanos / 1_000);
                    return status;
                });
    }

    private static <T> T inTrace(HttpRequest request, Supplier<T> work) {
        return RequestTrace.within(RequestTrace.of(request), work);
    }

    /** Completes as soon as every request has its response; for the end of the edge. */
    public CompletionStage<Void> drained() {
        return inFlight.drained();
    }

    /** Health is answered even when everything else has to wait. */
    private CompletionStage<HttpResponse> enter(
            Endpoint endpoint, Map<String, String> segments, HttpRequest request) {
        if (endpoint.operation().access() == Access.PUBLIC) {
            return serve(endpoint, segments, request);
        }
        var dialect = endpoint.operation().dialect();
        if (!inFlight.enter()) return refuse(request, Problem.of(Refusal.BUSY), dialect);
        return serve(endpoint, segments, request).whenComplete((_, _) -> inFlight.leave());
    }

    private CompletionStage<HttpResponse> serve(
            Endpoint endpoint, Map<String, String> segments, HttpRequest request) {
        var operation = endpoint.operation();
        return admitted(operation, request)
                .thenCompose(admitted -> {
                    var intake = new Intake(operation, request, admitted);
                    return entrance.limiter()
                            .take(operation, admitted)
                            .thenCompose(passage -> pass(passage, endpoint, segments, intake));
                })
                .exceptionally(failure -> failed(failure, operation, request));
    }

    private HttpResponse failed(Throwable failure, Operation operation, HttpRequest request) {
        return inTrace(request, () -> failures.response(failure, operation));
    }

    /** Whatever the answer is, it says how much is left. */
    private CompletionStage<HttpResponse> pass(
            Limiter.Passage passage,
            Endpoint endpoint,
            Map<String, String> segments,
            Intake intake) {
        var operation = endpoint.operation();
        var request = intake.request();
        var refusal = passage.refusal();
        if (refusal.isPresent()) {
            return refuse(request, refusal.get(), operation.dialect())
                    .thenApply(response -> response.addHeaders(passage.headers()));
        }
        var answer =
                body(operation, request)
                        .thenCompose(bytes -> call(endpoint, intake, segments, bytes));
        if (passage.headers().isEmpty()) return answer;
        return answer.handle((response, failure) ->
                (failure == null ? response : failed(failure, operation, request))
                        .addHeaders(passage.headers()));
    }

    private CompletionStage<Admitted> admitted(Operation operation, HttpRequest request) {
        return entrance.enter(operation, request)
                .whenComplete((_, failure) -> {
                    if (failure != null) bodies.discard(request);
                });
    }

    private CompletionStage<byte[]> body(Operation operation, HttpRequest request) {
        try {
            if (operation.rawBytes() > 0) return bodies.readRaw(request, operation.rawBytes());
            if (operation.body() != null) return bodies.read(request, operation.bulk());
            bodies.discard(request);
            return CompletableFuture.completedFuture(NO_BODY);
        } catch (Unfit e) {
            bodies.discard(request);
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<HttpResponse> call(
            Endpoint endpoint, Intake intake, Map<String, String> segments, byte[] bytes) {
        try {
            var call = intake.call(segments, bytes);
            return inTrace(intake.request(), () -> handled(endpoint, call));
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    private static CompletionStage<HttpResponse> handled(Endpoint endpoint, Call call) {
        try {
            return endpoint.handler().handle(call);
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    private CompletionStage<HttpResponse> otherMethod(HttpRequest request, List<Method> allowed) {
        String methods = allowed.stream().map(Method::name).collect(Collectors.joining(", "));
        var problem =
                Problem.of(Refusal.METHOD_NOT_ALLOWED, "This address takes %s.".formatted(methods));
        return refuse(request, problem)
                .thenApply(response -> response.addHeader(RawHeader.create("Allow", methods)));
    }

    private CompletionStage<HttpResponse> refuse(HttpRequest request, Problem problem) {
        return refuse(request, problem, Dialect.OURS);
    }

    private CompletionStage<HttpResponse> refuse(
            HttpRequest request, Problem problem, Dialect dialect) {
        bodies.discard(request);
        return CompletableFuture.completedFuture(failures.problems().response(problem, dialect));
    }
}
