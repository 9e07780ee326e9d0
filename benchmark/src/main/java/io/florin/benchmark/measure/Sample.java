package io.florin.benchmark.measure;

/**
 * One run of one contender.
 *
 * @param operations those that were answered
 * @param elapsedNanos from the first request to the last answer
 * @param cpu from the first request until everything that follows from the answers is done, too
 */
public record Sample(long operations, long elapsedNanos, CpuTime cpu) {
    public Sample {
        if (operations < 1 || elapsedNanos < 1) {
            throw new IllegalArgumentException("A run without a single operation says nothing.");
        }
    }

    public double perSecond() {
        return operations * 1e9 / elapsedNanos;
    }

    /** JVM and PostgreSQL, for one operation. */
    public double cpuMicros() {
        return jvmMicros() + postgresMicros();
    }

    public double jvmMicros() {
        return cpu.jvmNanos() / 1e3 / operations;
    }

    public double postgresMicros() {
        return cpu.postgresNanos() / 1e3 / operations;
    }
}
