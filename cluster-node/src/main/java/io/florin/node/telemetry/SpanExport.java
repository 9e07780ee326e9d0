package io.florin.node.telemetry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import kamon.module.SpanReporter;
import kamon.otel.OpenTelemetryTraceReporter;
import kamon.otel.OtlpTraceService;
import kamon.otel.TraceService;
import kamon.tag.TagSet;
import kamon.trace.Identifier;
import kamon.trace.Span.Finished;
import kamon.trace.Trace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/**
 * Sends finished spans to a collector, by Kamon's reporter and without Kamon's tracer: that gives
 * out ids of its own, and our logs have theirs already. What the collector does not take in time is
 * dropped: nobody waits for it. Thread-safe.
 */
final class SpanExport implements Spans {
    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);
    private static final int WAITING_MAX = 10_000;
    private static final int BATCH_MAX = 1_000;
    private static final long EVERY_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 1;
    private static final long ANSWER_SECONDS = 2;
    private static final int UNANSWERED_MAX = 4;

    private final ArrayBlockingQueue<Finished> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final SpanReporter reporter;
    private final Line line;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("florin-spans").factory());

    private SpanExport(SpanReporter reporter, Line line) {
        this.reporter = reporter;
        this.line = line;
    }

    /** {@code config} has Kamon's defaults. */
    static Spans start(URI endpoint, Config config) {
        var own =
                ConfigFactory.parseMap(Map.of("kamon.otel.trace.protocol", "http/protobuf"))
                        .withValue(
                                "kamon.otel.trace.endpoint",
                                ConfigValueFactory.fromAnyRef(endpoint.toString()));
        var whole = own.withFallback(config);
        var line = new Line(OtlpTraceService.apply(whole));
        var reporter = new OpenTelemetryTraceReporter(_ -> line, direct());
        reporter.reconfigure(whole);
        var export = new SpanExport(reporter, line);
        var _ =
                export.clock.scheduleWithFixedDelay(
                        export::send, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return export;
    }

    /** To the collector, with so many requests unanswered at most. */
    private record Line(TraceService service, Semaphore places) implements TraceService {
        Line(TraceService service) {
            this(service, new Semaphore(UNANSWERED_MAX));
        }

        /** Whoever asks is the only one to send. */
        boolean isFull() {
            return places.availablePermits() <= 0;
        }

        @Override
        public Future<BoxedUnit> exportSpans(Collection<SpanData> spans) {
            places.acquireUninterruptibly(); // there is one: it was asked for
            try {
                var sent = service.exportSpans(spans);
                var _ = FutureConverters.asJava(sent).whenComplete((_, _) -> places.release());
                return sent;
            } catch (RuntimeException e) {
                places.release();
                throw e;
            }
        }

        /** Until all is answered, or for a while. */
        void await() throws InterruptedException {
            if (!places.tryAcquire(UNANSWERED_MAX, ANSWER_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("The last spans were not taken in time.");
            }
        }

        @Override
        public void close() throws IOException {
            service.close();
        }
    }

    /** The reporter only starts what its HTTP client does by itself. */
    private static ExecutionContext direct() {
        return ExecutionContext.fromExecutor(Runnable::run);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void add(Span span) {
        waiting.offer(finished(span)); // full: it is dropped
    }

    private static Finished finished(Span span) {
        var ended = Kamon.clock().instant();
        var tags = Map.<String, Object>copyOf(span.tags());
        boolean isRoot = span.parent() == null;
        return new Finished(
                id(span.part().requestId()),
                Trace.create(
                        id(span.part().traceId()),
                        kamon.trace.Trace$SamplingDecision$Sample$.MODULE$),
                isRoot ? Identifier.Empty() : id(span.parent()),
                span.name().word(),
                false,
                false,
                ended.minusNanos(span.nanos()),
                ended,
                kind(span.name()),
                isRoot
                        ? kamon.trace.Span$Position$Root$.MODULE$
                        : kamon.trace.Span$Position$Unknown$.MODULE$,
                TagSet.Empty(),
                TagSet.from(tags),
                CollectionConverters.asScala(List.<kamon.trace.Span.Mark>of()).toList(),
                CollectionConverters.asScala(List.<kamon.trace.Span.Link>of()).toList());
    }

    private static kamon.trace.Span.Kind kind(Span.Name name) {
        return switch (name) {
            case HTTP_REQUEST -> kamon.trace.Span$Kind$Server$.MODULE$;
            case JOB_RUN -> kamon.trace.Span$Kind$Consumer$.MODULE$;
            case JOURNAL_WRITE -> kamon.trace.Span$Kind$Client$.MODULE$;
            case WALLET_COMMAND -> kamon.trace.Span$Kind$Internal$.MODULE$;
        };
    }

    private static Identifier id(@Nullable String hex) {
        return hex == null
                ? Identifier.Empty()
                : Identifier.apply(hex, HexFormat.of().parseHex(hex));
    }

    private void send() {
        try {
            var batch = new ArrayList<Finished>();
            while (!line.isFull() && waiting.drainTo(batch, BATCH_MAX) > 0) {
                reporter.reportSpans(CollectionConverters.asScala(batch).toList());
                batch = new ArrayList<>();
            }
        } catch (RuntimeException e) {
            LOG.warn("Spans are not sent: {}", e.toString());
        }
    }

    /** Sends what is there; blocks for three seconds at most. */
    @Override
    public void close() {
        clock.execute(this::send);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) clock.shutdownNow();
            line.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reporter.stop();
        }
    }
}
