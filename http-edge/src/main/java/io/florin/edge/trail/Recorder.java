package io.florin.edge.trail;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.identity.DerivedId;
import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Audit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Operation;
import io.florin.edge.problem.Cause;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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
 * The one place where calls get into the audit trail. What somebody is about to do is written
 * before anything is changed, as the kind with {@value #ASKED} behind it: if the node dies then,
 * the trail still says who asked what, and the ledger what came of it. Who was refused has just
 * that.
 *
 * <p>What was done is a second entry, and nothing is acknowledged without it. When the call went
 * through and the entry cannot be appended, the client hears 202 and asks again under the same key.
 * The repeat must make up for the entry, so the entry's id follows from the answer, which is the
 * same for ever, and a repeat appends it, too: it is there once. Such an entry has the time of the
 * repeat, and of what was before it says nothing.
 */
public record Recorder(AuditTrail trail, Witness witness) {
    /** Behind the kind of what was done: it was asked for. Stored, hence for ever. */
    public static final String ASKED = ".asked";

    /** Of a longer body the trail has the hash. */
    private static final int MAX_BODY_CHARS = 16_384;

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
                        audit.concerns(call.caller())
                                ? asked(audit, call)
                                        .thenCompose(_ -> Flows.served(endpoint, call))
                                        .thenCompose(
                                                answer -> recorded(operation, audit, call, answer))
                                : endpoint.handler().handle(call));
    }

    /** If that cannot be written nothing is done: 503. */
    private CompletionStage<Void> asked(Audit audit, Call call) {
        var target = target(audit, call, JsonObject.EMPTY);
        var kind = audit.kind() + ASKED;
        var entry = witness.entry(Origin.of(call), kind, target, null, request(call));
        return CompletableFuture.completedStage(entry)
                .thenCompose(trail::append)
                .exceptionally(failure -> {
                    LOG.warn("Not asked, for want of the trail: {}", Cause.of(failure).toString());
                    throw new CompletionException(Unfit.of(Refusal.UNAVAILABLE));
                });
    }

    /** What was sent, by which call, under which key. */
    private static JsonObject request(Call call) {
        byte[] body = JsonBytes.of(call.sent());
        var request =
                JsonObject.with()
                        .text("method", call.request().method().value())
                        .text("path", call.request().getUri().getPathString())
                        .text("key", call.key());
        return body.length <= MAX_BODY_CHARS
                ? request.value("body", call.sent()).build()
                : request.text("bodySha256", sha256(body)).whole("bodyBytes", body.length).build();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static boolean wentThrough(HttpResponse response) {
        return response.status().isSuccess() && response.status().intValue() != PENDING;
    }

    private CompletionStage<HttpResponse> recorded(
            Operation operation, Audit audit, Call call, HttpResponse response) {
        if (!wentThrough(response)) return CompletableFuture.completedStage(response);
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
        String target = Objects.requireNonNull(target(audit, call, answer), audit.target());
        String text = text(response);
        String app = call.app().name();
        var id = DerivedId.of("audit", app, audit.kind(), target, text);
        var before = response.getAttribute(Audit.BEFORE).orElse(null);
        return witness.entry(id, Origin.of(call), audit.kind(), target, before, answer);
    }

    /** Null if the server names it and has not yet. */
    private static @Nullable String target(Audit audit, Call call, JsonObject answer) {
        var name = NAME.matcher(audit.target());
        if (!name.find()) return audit.target();
        String named = named(name.group(1), call, answer);
        return named == null ? null : name.replaceFirst(Matcher.quoteReplacement(named));
    }

    private static @Nullable String named(String name, Call call, JsonObject answer) {
        var member = word(answer.get(name));
        var input = member == null ? call.input(name) : member;
        return input == null ? word(call.sent().get(name)) : input;
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
        return String.join("/", length == 1 ? path : Arrays.copyOf(path, length));
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
