package io.florin.benchmark.edge;

import io.florin.benchmark.engine.Load;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.CpuMeter;
import io.florin.benchmark.measure.Sample;
import java.time.Duration;

/** Some kind of call of one running node; a third of each run is a warm-up. */
record Measured(String name, CpuMeter meter, Calls calls) implements Contender {
    /** Makes calls for so long. */
    @FunctionalInterface
    interface Calls {
        Load.Outcome during(Duration length);
    }

    @Override
    public Sample run(Duration length) {
        calls.during(length.dividedBy(3));
        var before = meter.read();
        var outcome = calls.during(length);
        var cpu = meter.read().minus(before);
        return new Sample(outcome.answers(), outcome.elapsedNanos(), cpu);
    }
}
