package io.florin.node.ai.provider;

import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer.Completion;
import io.florin.node.ai.provider.Answer.Fault;
import io.florin.node.job.Outcome.Again;
import io.florin.node.provider.Circuit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers, best first. The next is asked where one cannot answer: its circuit is open,
 * nothing is left to pay with, or it failed in a way that may pass; never where the request itself
 * is wrong.
 */
public final class Models {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    /** Less is not worth a call. */
    private static final Duration LEAST = Duration.ofMillis(500);

    /**
     * One provider.
     *
     * @param names of its models, by kind of job
     */
    public record Line(Model model, Map<String, String> names) {
        public Line {
            names = Map.copyOf(names);
        }
    }

    /**
     * How long is waited.
     *
     * @param each for one provider, while there is another behind it
     * @param all for all of them
     */
    public record Patience(Duration each, Duration all) {}

    private record Guarded(Line line, Circuit circuit) {}

    private final List<Guarded> lines;
    private final AiMetrics metrics;

    private Models(List<Guarded> lines, AiMetrics metrics) {
        this.lines = lines;
        this.metrics = metrics;
    }

    /** Providers with circuits of their own. */
    public static Models of(
            List<Line> lines,
            ActorSystem<?> system,
            int failures,
            long resetMillis,
            AiMetrics metrics) {
        var settings = Circuit.Settings.of("florin.ai.circuit", failures, resetMillis);
        return new Models(
                lines.stream()
                        .map(line -> {
                            var circuit = new Circuit(line.model().provider(), system, settings);
                            circuit.whenOpened(() -> metrics.add(Count.CIRCUITS_OPENED, 1));
                            return new Guarded(line, circuit);
                        })
                        .toList(),
                metrics);
    }

    /** A completion, or what the job may hope for. */
    public Answer complete(String kind, Request request, Patience patience)
            throws InterruptedException {
        long began = System.nanoTime();
        @Nullable Fault failed = null;
        for (int i = 0; i < lines.size(); i++) {
            var left = patience.all().minusNanos(System.nanoTime() - began);
            boolean last = i == lines.size() - 1;
            var within = last || left.compareTo(patience.each()) < 0 ? left : patience.each();
            if (within.compareTo(LEAST) < 0) break;
            if (i > 0) metrics.add(Count.FALLBACKS, 1);
            switch (ask(lines.get(i), kind, request, within)) {
                case Completion completion -> {
                    return completion;
                }
                case Fault fault -> {
                    metrics.add(Count.FAULTS, 1);
                    failed = failed == null ? fault : Faults.either(failed, fault);
                    if (!mayPass(fault)) return failed;
                }
            }
        }
        if (failed != null) return failed;
        return lines.isEmpty() ? Faults.noProvider() : Faults.noTime();
    }

    private Answer ask(Guarded guarded, String kind, Request request, Duration within)
            throws InterruptedException {
        var name = guarded.line().names().get(kind);
        if (name == null) throw new IllegalStateException("No model is set for " + kind + ".");
        var model = guarded.line().model();
        long began = System.nanoTime();
        var answer =
                guarded.circuit()
                        .call(
                                () -> {
                                    metrics.add(Count.CALLS, 1);
                                    return model.complete(name, request, within);
                                },
                                Models::isFailure)
                        .orElseGet(() -> Faults.circuitOpen(model.provider()));
        metrics.asked(model.provider(), answer, System.nanoTime() - began);
        if (answer instanceof Fault fault) alert(guarded.circuit(), fault);
        return answer;
    }

    /** What only a person can mend gives a rest at once. */
    private void alert(Circuit circuit, Fault fault) {
        var told = fault.error().message();
        switch (fault.trouble()) {
            case QUOTA -> {
                metrics.add(Count.QUOTA_EXHAUSTED, 1);
                LOG.error("ALERT: nothing is left to pay {} with: {}", circuit.provider(), told);
                circuit.open();
            }
            case DENIED -> {
                LOG.error("ALERT: {} does not let us in: {}", circuit.provider(), told);
                circuit.open();
            }
            case REQUEST, RATE, PROVIDER, CIRCUIT, NOBODY -> {}
        }
    }

    /** What is nobody's fault, or the request's, gives no rest. */
    private static boolean isFailure(Answer answer) {
        return answer instanceof Fault fault
                && switch (fault.trouble()) {
                    case QUOTA, DENIED, PROVIDER -> true;
                    case REQUEST, RATE, CIRCUIT, NOBODY -> false;
                };
    }

    /** An empty purse and a revoked key are one provider's, not the request's. */
    private static boolean mayPass(Fault fault) {
        return switch (fault.trouble()) {
            case QUOTA, DENIED -> true;
            case REQUEST, RATE, PROVIDER, CIRCUIT, NOBODY ->
                    !(fault.again() instanceof Again.Never);
        };
    }

    /** Whether a provider is given a rest now. */
    public boolean rests(String provider) {
        return circuits().stream()
                .anyMatch(circuit -> circuit.provider().equals(provider) && circuit.isOpen());
    }

    public List<Circuit> circuits() {
        return lines.stream().map(Guarded::circuit).toList();
    }

    /** Of all of them, best first. */
    public List<String> providers() {
        return lines.stream().map(guarded -> guarded.line().model().provider()).toList();
    }

    public AiMetrics metrics() {
        return metrics;
    }

    /** Lets go of all connections. */
    public void close() {
        lines.forEach(guarded -> guarded.line().model().close());
    }
}
