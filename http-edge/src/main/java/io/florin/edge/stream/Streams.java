package io.florin.edge.stream;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The streams that this edge has open, never more than so many, in all and of one caller. The
 * client pulls: what it does not take is never asked for, and whoever takes nothing for too long is
 * dropped, so nothing piles up for the slow. They are not under way as requests are: the edge ends
 * them when it stops, and clients come back elsewhere.
 */
public final class Streams {
    private static final int BEATS_PER_SECOND = 1;
    private static final java.time.Duration SECOND = java.time.Duration.ofSeconds(1);

    private final StreamSettings settings;
    private final ActorSystem<?> system;
    private final SharedKillSwitch end = KillSwitches.shared("streams");
    private final Map<String, Integer> open = new HashMap<>();
    private int openInAll;

    public Streams(StreamSettings settings, ActorSystem<?> system) {
        this.settings = settings;
        this.system = system;
    }

    public StreamSettings settings() {
        return settings;
    }

    /** The answer of which the events are the body; throws if too many are open. */
    public HttpResponse answer(String caller, Source<Event, NotUsed> events) throws Unfit {
        var place = take(caller);
        system.scheduler().scheduleOnce(settings.slow(), place::lapse, system.executionContext());
        var body =
                Source.lazySource(() ->
                                place.begin() ? running(events, place) : Source.<ByteString>empty())
                        .mapMaterializedValue(_ -> NotUsed.getInstance());
        return HttpResponse.create()
                .addHeader(RawHeader.create("X-Accel-Buffering", "no")) // proxies that collect
                .withEntity(
                        HttpEntities.createChunked(
                                MediaTypes.TEXT_EVENT_STREAM.toContentType(), body));
    }

    /** A door that answers too early is not asked in a circle: beats are paced, events are not. */
    private Source<ByteString, NotUsed> running(Source<Event, NotUsed> events, Place place) {
        return events.throttle(BEATS_PER_SECOND, SECOND, event -> event.isBeat() ? 1 : 0)
                .map(Event::bytes)
                .takeWithin(settings.life())
                .via(end.flow())
                .backpressureTimeout(settings.slow())
                .watchTermination((_, done) -> {
                    var _ = done.whenComplete((_, _) -> place.end());
                    return NotUsed.getInstance();
                });
    }

    private synchronized Place take(String caller) throws Unfit {
        int ofCaller = open.getOrDefault(caller, 0);
        if (openInAll >= settings.max()) throw Unfit.of(Refusal.BUSY);
        if (ofCaller >= settings.maxPerCaller()) {
            throw new Unfit(
                    Refusal.RATE_LIMITED,
                    "You have %d streams open, which is the most: end one."
                            .formatted(settings.maxPerCaller()));
        }
        open.put(caller, ofCaller + 1);
        openInAll++;
        return new Place(() -> giveBack(caller));
    }

    private synchronized void giveBack(String caller) {
        open.computeIfPresent(caller, (_, count) -> count > 1 ? count - 1 : null);
        openInAll--;
    }

    /** How many are open. */
    public synchronized int open() {
        return openInAll;
    }

    /** Ends them all; later ones end at once. */
    public void end() {
        end.shutdown();
    }
}
