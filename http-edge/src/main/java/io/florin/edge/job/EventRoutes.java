package io.florin.edge.job;

import io.florin.edge.caller.Access;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.operation.Endpoint;
import io.florin.edge.operation.Flows;
import io.florin.edge.operation.Operation;
import io.florin.edge.stream.Event;
import io.florin.edge.stream.Streams;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/jobs/{job}/events}: how a job goes on, until it has ended. Each event is the whole job
 * at a version; of versions that come faster than the client takes them, it is shown the newest.
 */
final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);
    private static final String LAST_SEEN = "Last-Event-ID";
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final Jobs jobs;
    private final Lookup lookup;
    private final Flows flows;
    private final Streams streams;

    EventRoutes(Lookup lookup, Streams streams) {
        this.jobs = lookup.jobs();
        this.flows = lookup.flows();
        this.lookup = lookup;
        this.streams = streams;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Operation.get("/v1/jobs/{job}/events", "followJob", "Follow a job")
                        .forThe(Access.WALLET)
                        .path(Lookup.PATH)
                        .query(Lookup.QUERY)
                        .streams(
                                "Events of the type state, each with the job as its data and the"
                                        + " version as its id, until the job has ended. Who comes"
                                        + " back with Last-Event-ID is shown what came after it.",
                                JobJson.JOB)
                        .answers(204, "It had ended by the Last-Event-ID: do not come back.", null)
                        .by(flows.handler(this::follow)));
    }

    private HttpResponse follow(Call call) throws Unfit {
        long lastSeen = lastSeen(call);
        var job = lookup.job(call);
        long seen = lastSeen > job.version() ? 0 : lastSeen; // of another job of this id
        if (job.state().isEnd() && seen == job.version()) {
            return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
        }
        var following = new Following(Lookup.name(job), seen, call.owner() == null, false);
        String caller = call.app().name() + "/" + call.identity().actor();
        return streams.answer(caller, events(following));
    }

    private static long lastSeen(Call call) throws Unfit {
        var header = call.request().getHeader(LAST_SEEN).map(HttpHeader::value).orElse("0");
        if (VERSION.matcher(header).matches()) return Long.parseLong(header);
        throw new Unfit(Refusal.PARAMETER_INVALID, "must be the id of an event.").in(LAST_SEEN);
    }

    /** How far a client has been told. */
    private record Following(JobName name, long seen, boolean byStaff, boolean isOver) {
        Following after(Job job) {
            return new Following(name, job.version(), byStaff, job.state().isEnd());
        }

        Following over() {
            return new Following(name, seen, byStaff, true);
        }
    }

    private Source<Event, NotUsed> events(Following following) {
        return Source.single(Event.RETRY).concat(Source.unfoldAsync(following, this::next));
    }

    /** Asked only when the client takes more. A door that fails ends it: clients come back. */
    private CompletionStage<Optional<Pair<Following, Event>>> next(Following following) {
        if (following.isOver()) return CompletableFuture.completedStage(Optional.empty());
        return jobs.await(following.name(), following.seen(), streams.settings().beat())
                .handle((found, failure) -> {
                    if (failure == null) return found.map(job -> next(following, job));
                    LOG.warn("Nobody says how a job goes on: {}", failure.toString());
                    return Optional.empty();
                });
    }

    private static Pair<Following, Event> next(Following following, Job job) {
        if (job.version() > following.seen()) {
            var event = Event.of(job.version(), "state", JobJson.of(job, following.byStaff()));
            return Pair.create(following.after(job), event);
        }
        return Pair.create(job.state().isEnd() ? following.over() : following, Event.BEAT);
    }
}
