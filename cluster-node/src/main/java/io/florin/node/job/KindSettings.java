package io.florin.node.job;

import static io.florin.node.job.JobSettings.require;

import com.typesafe.config.Config;
import io.florin.persistence.job.KindLimits;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobSpec;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all jobs of a kind.
 *
 * @param queue where they wait
 * @param timeoutMillis after it a run is interrupted
 * @param maxAttempts failed tries until a job is dead, unless the job says another number
 * @param backoff between tries
 * @param limits of runs in the whole cluster
 * @param ordered jobs of one key run one at a time, in the order of their rows
 * @param maxDeaths of workers during a run of the same job, until it is put into quarantine
 * @param retentionDays how long an ended job is kept
 * @param price whether a job has one
 * @param captureTo where the price of a job that has succeeded goes, unless its handler says so
 */
public record KindSettings(
        String queue,
        long timeoutMillis,
        int maxAttempts,
        Backoff backoff,
        Limits limits,
        boolean ordered,
        int maxDeaths,
        int retentionDays,
        JobKinds.Priced price,
        SystemAccount captureTo) {
    /** Full jitter below a ceiling that doubles with every failure, from the first to the most. */
    public record Backoff(long firstMillis, long maxMillis) {
        /** A drawn number in [0, 1) says where below the ceiling. */
        long millis(int failures, double drawn) {
            long ceiling = firstMillis << Math.min(failures, 20);
            return (long) (drawn * Math.min(maxMillis, ceiling));
        }
    }

    /** Of runs in the cluster; null is none. */
    public record Limits(
            @Nullable Integer maxRunning, @Nullable Integer maxRunningPerKey, @Nullable Rate rate) {
        public static final Limits NONE = new Limits(null, null, null);
    }

    /** So many runs begin in a window of so long. */
    public record Rate(int runs, int perMillis) {}

    private static final long MAX_TIMEOUT_MILLIS = 3_600_000;
    private static final long MAX_BACKOFF_MILLIS = 86_400_000;
    private static final int MAX_DEATHS = 100;
    private static final int LONGEST_DAYS = 36_500;

    public KindSettings {
        require(JobSpec.isQueue(queue), "a kind's queue is a name of a queue");
        require(
                timeoutMillis >= 1 && timeoutMillis <= MAX_TIMEOUT_MILLIS,
                "a kind's timeout-millis is 1 to " + MAX_TIMEOUT_MILLIS);
        require(
                maxAttempts >= 1 && maxAttempts <= JobSpec.MAX_ATTEMPTS,
                "a kind's max-attempts is 1 to " + JobSpec.MAX_ATTEMPTS);
        require(
                backoff.firstMillis >= 1
                        && backoff.maxMillis >= backoff.firstMillis
                        && backoff.maxMillis <= MAX_BACKOFF_MILLIS,
                "a kind's backoff is 1 <= first-millis <= max-millis <= " + MAX_BACKOFF_MILLIS);
        requireLimit("max-running", limits.maxRunning);
        requireLimit("max-running-per-key", limits.maxRunningPerKey);
        if (limits.rate != null) {
            requireLimit("rate.runs", limits.rate.runs);
            requireLimit("rate.per-millis", limits.rate.perMillis);
        }
        require(maxDeaths >= 1 && maxDeaths <= MAX_DEATHS, "max-deaths is 1 to " + MAX_DEATHS);
        require(
                retentionDays >= 1 && retentionDays <= LONGEST_DAYS,
                "a kind's retention-days is 1 to " + LONGEST_DAYS);
    }

    private static void requireLimit(String key, @Nullable Integer limit) {
        require(limit == null || limit >= 1, "a kind's " + key + " is at least 1, or left out");
    }

    KindLimits inCluster(String kind) {
        var rate = limits.rate;
        return new KindLimits(
                kind,
                limits.maxRunning,
                limits.maxRunningPerKey,
                rate == null
                        ? null
                        : new KindLimits.Rate(rate.runs, Duration.ofMillis(rate.perMillis)),
                maxDeaths);
    }

    static KindSettings from(Config kind, Config defaults) {
        var config = kind.withFallback(defaults);
        return new KindSettings(
                config.getString("queue"),
                config.getLong("timeout-millis"),
                config.getInt("max-attempts"),
                new Backoff(
                        config.getLong("backoff.first-millis"),
                        config.getLong("backoff.max-millis")),
                new Limits(
                        intOrNull(config, "max-running"),
                        intOrNull(config, "max-running-per-key"),
                        config.hasPath("rate")
                                ? new Rate(
                                        config.getInt("rate.runs"),
                                        config.getInt("rate.per-millis"))
                                : null),
                config.getBoolean("ordered"),
                config.getInt("max-deaths"),
                config.getInt("retention-days"),
                JobKinds.Priced.valueOf(config.getString("priced").toUpperCase(Locale.ROOT)),
                new SystemAccount(config.getString("capture-to")));
    }

    private static @Nullable Integer intOrNull(Config config, String key) {
        return config.hasPath(key) ? config.getInt(key) : null;
    }
}
