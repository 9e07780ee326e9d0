package io.florin.edge.trail;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Audit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where calls get into the audit trail: nothing is acknowledged without its entry.
 * When the call went through and the entry cannot be appended, the client hears 202 and asks again
 * under the same key. The repeat must make up for the entry, so the entry's id follows from the
 * answer, which is the same for ever, and a repeat appends it, too: it is there once. Such an entry
 * has the time of the repeat, and of what was before it says nothing.
 */
public record Recorder(AuditTrail trail, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final int PENDING = 202;

    /** The same endpoint, recorded if its operation is audited. */
    public Endpoint recording(Endpoint endpoint) {
        var operation = endpoint.operation();
        var audit = operation.audit();
        if (audit == null) return endpoint;
        return new Endpoint(
                operation,
                call ->
                        endpoint.handler()
                                .handle(call)
                                .thenCompose(response ->
                                        wentThrough(response) && audit.concerns(call.caller())
                                                ? recorded(operation, audit, call, response)
                                                : CompletableFuture.completedStage(response)));
    }

    private static boolean wentThrough(HttpResponse response) {
        return response.status().isSuccess() && response.status().intValue() != PENDING;
    }

    private CompletionStage<HttpResponse> recorded(
            Operation operation, Audit audit, Call call, HttpResponse response) {
        var answer = answer(response);
        return CompletableFuture.completedStage(entry(audit, call, response, answer))
                .thenCompose(trail::append)
                .handle((_, failure) -> {
                    if (failure == null) return response;
                    var cause = Cause.of(failure);
                    LOG.warn("No entry {} in the trail: {}", audit.kind(), cause.toString());
                    return pending(operation, call, response, answer);
                });
    }

    private AuditEntry entry(Audit audit, Call call, HttpResponse response, JsonObject answer) {
        String target = target(audit, call, answer);
        String text = text(response);
        String app = call.app().name();
        var id = DerivedId.of("audit", app, audit.kind(), target, text);
        var before = response.getAttribute(Audit.BEFORE).orElse(null);
        return Entries.entry(id, app, clock.instant(), call, audit.kind(), target, before, answer);
    }

    private static String target(Audit audit, Call call, JsonObject answer) {
        return NAME.matcher(audit.target())
                .replaceAll(name -> Matcher.quoteReplacement(named(name.group(1), call, answer)));
    }

    private static String named(String name, Call call, JsonObject answer) {
        var member = word(answer.get(name));
        return member == null ? Objects.requireNonNull(call.input(name), name) : member;
    }

    private static @Nullable String word(@Nullable JsonValue value) {
        return value instanceof Text(var text) ? text : null;
    }

    /** What is done has an address of its own, or is shown where it was done. */
    private static HttpResponse pending(
            Operation operation, Call call, HttpResponse response, JsonObject answer) {
        String location =
                response.getHeader("Location")
                        .map(header -> header.value())
                        .orElseGet(() -> place(operation, call));
        return Answers.pending(new Address(word(answer.get("id")), location));
    }

    /** The path as far as its last variable segment: what is behind that is what was done. */
    private static String place(Operation operation, Call call) {
        String[] template = operation.template().split("/", -1);
        String[] path = call.request().getUri().getPathString().split("/", -1);
        int length = template.length;
        while (length > 1 && !template[length - 1].startsWith("{")) length--;
        return String.join("/", Arrays.copyOf(path, length));
    }

    private static String text(HttpResponse response) {
        var entity = (HttpEntity.Strict) response.entity();
        return entity.getData().decodeString(StandardCharsets.UTF_8);
    }

    private static JsonObject answer(HttpResponse response) {
        try {
            return StrictJson.parse(text(response).getBytes(StandardCharsets.UTF_8));
        } catch (Unfit e) {
            throw new CompletionException(
                    new IllegalStateException("An audited operation answers one JSON object.", e));
        }
    }
}
