package io.florin.node.management;

import io.florin.edge.answer.Answers;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.edge.problem.Problem;
import io.florin.edge.problem.Problems;
import io.florin.protocol.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /florin/…} on the port of Pekko Management: whoever knows something hands in a view of
 * it. For everybody who reaches the port, so only a few are looked at at once, and none for long.
 */
public final class ManagementViews implements Extension, ManagementRouteProvider {
    static final int MAX_LOOKS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ManagementViews.class);
    private static final String PREFIX = "florin";
    private static final long PATIENCE_MILLIS = 5_000;
    private static final Problems PROBLEMS = new Problems(1);

    private final Map<String, View> views = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, Supplier<JsonObject>>> parts = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MAX_LOOKS);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<String> node;

    ManagementViews(ActorSystem<?> system) {
        this(() -> NodeDesks.name(Cluster.get(system).selfMember().address()));
        system.getWhenTerminated().thenRun(blocking::shutdown);
    }

    ManagementViews(Supplier<String> node) {
        this.node = node;
    }

    /** Those of this node. */
    public static ManagementViews get(ActorSystem<?> system) {
        return ViewsProvider.ID.get(system);
    }

    /** From now on it can be looked at under this name. */
    public ManagementViews add(String name, View view) {
        views.put(name, view);
        return this;
    }

    /** A view of parts that tell of themselves: one of them. It may block. */
    public ManagementViews add(String name, String part, Supplier<JsonObject> tells) {
        parts.computeIfAbsent(name, _ -> new ConcurrentSkipListMap<>()).put(part, tells);
        return add(
                name,
                look -> {
                    look.takes(0);
                    return told(name);
                });
    }

    private CompletionStage<HttpResponse> told(String name) {
        var all = JsonObject.with().text("node", node.get());
        var told = parts.getOrDefault(name, Map.of());
        told.forEach((part, tells) -> all.value(part, tells.get()));
        return json(all.build());
    }

    /** What a view answers. */
    static CompletionStage<HttpResponse> json(JsonObject body) {
        return CompletableFuture.completedStage(Answers.json(200, body));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return Directives.pathPrefix(
                PREFIX,
                () ->
                        Directives.extractUnmatchedPath(rest ->
                                Directives.extractRequest(request ->
                                        Directives.completeWithFuture(respond(rest, request)))));
    }

    /** The response; the stage never fails. {@code rest}: the path behind the prefix. */
    CompletionStage<HttpResponse> respond(String rest, HttpRequest request) {
        if (!request.method().equals(HttpMethods.GET)) {
            return refused(Problem.of(Refusal.METHOD_NOT_ALLOWED, "Views are only for GET."))
                    .thenApply(no -> no.addHeader(RawHeader.create("Allow", "GET")));
        }
        var segments = Arrays.stream(rest.split("/", -1)).filter(each -> !each.isEmpty()).toList();
        if (segments.isEmpty()) return index();
        var view = views.get(segments.getFirst());
        if (view == null) return refused(Problem.of(Refusal.NOT_FOUND));
        var query = request.getUri().query().toMultiMap();
        return look(view, new Look(segments.subList(1, segments.size()), query));
    }

    private CompletionStage<HttpResponse> index() {
        var names = new TreeSet<String>();
        views.keySet().forEach(name -> names.add("/" + PREFIX + "/" + name));
        return json(JsonObject.with().text("node", node.get()).texts("views", names).build());
    }

    private CompletionStage<HttpResponse> look(View view, Look look) {
        if (!places.tryAcquire()) return refused(Problem.of(Refusal.BUSY));
        var shown =
                CompletableFuture.supplyAsync(() -> shown(view, look), blocking)
                        .thenCompose(Function.identity());
        return shown.whenComplete((_, _) -> places.release())
                .copy()
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(ManagementViews::failed);
    }

    private static CompletionStage<HttpResponse> shown(View view, Look look) {
        try {
            return view.show(look);
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    private static HttpResponse failed(Throwable failure) {
        var cause = Cause.of(failure);
        if (cause instanceof Unfit unfit) return PROBLEMS.response(Problem.of(unfit));
        LOG.warn("A view could not be shown: {}", cause.toString());
        return PROBLEMS.response(
                Problem.of(Refusal.UNAVAILABLE, "There was no answer in time; ask again."));
    }

    private static CompletionStage<HttpResponse> refused(Problem problem) {
        return CompletableFuture.completedStage(PROBLEMS.response(problem));
    }

    /** The names of all views there are. */
    List<String> names() {
        return List.copyOf(views.keySet());
    }
}
