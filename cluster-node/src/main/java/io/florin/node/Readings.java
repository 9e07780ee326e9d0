package io.florin.node;

import io.florin.edge.HttpEdge;
import io.florin.node.actor.ActorCounts;
import io.florin.node.actor.ActorCounts.Failure;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.actor.ActorCounts.Lost;
import io.florin.node.actor.ActorWatch;
import io.florin.node.ai.AiJobs;
import io.florin.node.ai.provider.AiMetrics;
import io.florin.node.job.JobMetrics;
import io.florin.node.job.KafkaDues;
import io.florin.node.job.Workers;
import io.florin.node.kafka.ClientFigures.Count;
import io.florin.node.kafka.Kafka;
import io.florin.node.telemetry.Meter;
import io.florin.node.telemetry.Metric;
import io.florin.node.telemetry.Metrics.Reading;
import io.florin.node.wallet.ShardedWallets;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalEngine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What the parts of a node count by themselves, for the page of metrics. */
final class Readings {
    private static final List<MemberStatus> STATUSES =
            List.of(
                    MemberStatus.joining(),
                    MemberStatus.weaklyUp(),
                    MemberStatus.up(),
                    MemberStatus.leaving(),
                    MemberStatus.exiting(),
                    MemberStatus.down());

    private static final double NANOS_OF_A_SECOND = 1e9;

    private Readings() {}

    static Reading journal(JournalEngine journal) {
        return metrics -> {
            var stats = journal.stats();
            var meter = metrics.meter();
            meter.level(Metric.JOURNAL_QUEUE_WRITES, (double) stats.writesWaiting());
            meter.level(Metric.JOURNAL_QUEUE, (double) stats.bytesWaiting());
            metrics.total(Metric.JOURNAL_REFUSED_BATCHES, stats.refusedBatches());
            metrics.total(Metric.JOURNAL_SLOW_BATCHES, stats.slowBatches());
            metrics.total(Metric.JOURNAL_LOOKUPS, stats.lookups());
            metrics.total(Metric.JOURNAL_LOOKUP_QUERIES, stats.lookupQueries());
            metrics.total(Metric.JOURNAL_NOTIFICATIONS, stats.notifications());
            long known = stats.overloadedWrites() + stats.unknownWrites();
            var failed = Metric.JOURNAL_FAILED_WRITES;
            metrics.total(failed, stats.overloadedWrites(), "overloaded");
            metrics.total(failed, stats.unknownWrites(), "unknown");
            metrics.total(failed, stats.rejectedWrites(), "rejected");
            metrics.total(failed, Math.max(0, stats.failedWrites() - known), "other");
            pools(journal.database(), meter);
        };
    }

    private static void pools(Database database, Meter meter) {
        pool("writer", database.writerLoad(), meter);
        pool("reader", database.readerLoad(), meter);
    }

    private static void pool(String name, Database.Load load, Meter meter) {
        meter.level(Metric.POOL_CONNECTIONS, load.open(), name, "open");
        meter.level(Metric.POOL_CONNECTIONS, load.lent(), name, "lent");
        meter.level(Metric.POOL_WAITING, load.waiting(), name);
        meter.count(Metric.POOL_TIMEOUTS, 0, name);
    }

    static Reading cluster(Cluster cluster) {
        return metrics -> {
            var state = cluster.state();
            for (var status : STATUSES) {
                double members =
                        StreamSupport.stream(state.getMembers().spliterator(), false)
                                .mapToInt(member -> member.status() == status ? 1 : 0)
                                .sum();
                var word = status.toString().toLowerCase(Locale.ROOT);
                metrics.meter().level(Metric.CLUSTER_MEMBERS, members, word);
            }
            metrics.meter().level(Metric.CLUSTER_UNREACHABLE, state.getUnreachable().size());
        };
    }

    static Reading kafka(Kafka kafka, Set<String> queues) {
        return metrics -> {
            metrics.meter().level(Metric.KAFKA_GOOD, kafka.isGood() ? 1 : 0);
            metrics.total(Metric.KAFKA_FAILED_RECORDS, kafka.publisher().failed());
            var figures = kafka.publisher().figures();
            for (var queue : queues) {
                var topics = KafkaDues.topics(Set.of(queue)).stream().map(kafka::topic).toList();
                for (var what : List.of(Count.SENT, Count.SENT_AGAIN, Count.NOT_SENT)) {
                    long records =
                            topics.stream().mapToLong(topic -> figures.of(topic, what)).sum();
                    metrics.total(Metric.KAFKA_RECORDS, records, queue, word(what));
                }
            }
        };
    }

    static Reading wallets(ShardedWallets wallets) {
        return metrics -> {
            var load = wallets.load();
            metrics.meter().level(Metric.WALLET_IN_FLIGHT, load.inFlight());
            metrics.meter().level(Metric.WALLET_UNDECIDED, (double) load.undecided());
            metrics.meter().level(Metric.WALLET_WAITING, (double) load.waiting());
        };
    }

    static Reading actors(ActorCounts counts, ActorWatch watch) {
        return metrics -> {
            var meter = metrics.meter();
            for (var kind : Kind.values()) {
                meter.level(Metric.ACTOR_LIVING, (double) counts.living(kind), kind.word());
                meter.level(Metric.ACTOR_MAILBOX, (double) counts.waiting(kind), kind.word());
            }
            for (var kind : List.of(Kind.WALLET, Kind.SESSION)) {
                for (var why : Failure.values()) {
                    long failures = counts.failures(kind, why);
                    metrics.total(Metric.ACTOR_FAILURES, failures, kind.word(), word(why));
                }
            }
            for (var why : Lost.values()) {
                metrics.total(Metric.ACTOR_DEAD_LETTERS, counts.ofLost(why), word(why));
            }
            meter.level(Metric.ACTOR_DISPATCH_DELAY, watch.delayNanos() / NANOS_OF_A_SECOND);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Reading edge(HttpEdge edge) {
        return metrics -> metrics.meter().level(Metric.HTTP_STREAMS, edge.openStreams());
    }

    static Reading jobs(Workers workers) {
        return metrics -> {
            var counted = workers.metrics();
            metrics.meter().level(Metric.JOB_HELD, workers.held());
            metrics.total(Metric.JOB_CLAIMS, counted.of(JobMetrics.Count.CLAIMED), "claimed");
            metrics.total(Metric.JOB_CLAIMS, counted.of(JobMetrics.Count.SKIPPED), "skipped");
            metrics.total(Metric.JOB_RESCUES, counted.of(JobMetrics.Count.RESCUED));
            metrics.total(Metric.JOB_DISPATCHES, counted.of(JobMetrics.Count.DISPATCHED));
            metrics.total(Metric.JOB_TIMEOUTS, counted.of(JobMetrics.Count.TIMED_OUT));
            metrics.total(Metric.JOB_STUCK, counted.of(JobMetrics.Count.STUCK));
            metrics.total(Metric.JOB_PARKED_RECORDS, counted.of(JobMetrics.Count.PARKED));
            metrics.total(Metric.JOB_SETTLEMENTS, counted.of(JobMetrics.Count.SETTLED), "settled");
            metrics.total(
                    Metric.JOB_SETTLEMENTS,
                    counted.of(JobMetrics.Count.NOT_SETTLED),
                    "not_settled");
            workers.readings()
                    .forEach((queue, of) -> {
                        metrics.total(Metric.KAFKA_RECORDS, of.read(), queue, word(Count.READ));
                        metrics.meter().level(Metric.KAFKA_LAG, (double) of.behind(), queue);
                    });
        };
    }

    static Reading models(AiJobs jobs) {
        return metrics -> {
            for (var provider : jobs.models().providers()) {
                double rests = jobs.models().rests(provider) ? 1 : 0;
                metrics.meter().level(Metric.AI_CIRCUIT_OPEN, rests, provider);
            }
            var counted = jobs.metrics();
            metrics.total(Metric.AI_CIRCUITS_OPENED, counted.of(AiMetrics.Count.CIRCUITS_OPENED));
            metrics.total(Metric.AI_QUOTA_EXHAUSTED, counted.of(AiMetrics.Count.QUOTA_EXHAUSTED));
            metrics.total(Metric.AI_FALLBACKS, counted.of(AiMetrics.Count.FALLBACKS));
            for (var count :
                    List.of(
                            AiMetrics.Count.REUSED,
                            AiMetrics.Count.UNREADABLE,
                            AiMetrics.Count.UNSUITABLE,
                            AiMetrics.Count.BY_RULES)) {
                metrics.total(Metric.AI_ANSWERS, counted.of(count), word(count));
            }
        };
    }
}
