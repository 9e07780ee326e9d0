package io.florin.benchmark.measure;

/** CPU time of this JVM and of all PostgreSQL processes, user and system. */
public record CpuTime(long jvmNanos, long postgresNanos) {
    public CpuTime minus(CpuTime earlier) {
        return new CpuTime(jvmNanos - earlier.jvmNanos, postgresNanos - earlier.postgresNanos);
    }

    /** For a contender whose generator is a process of its own: this JVM only waited. */
    public CpuTime withoutJvm() {
        return new CpuTime(0, postgresNanos);
    }
}
