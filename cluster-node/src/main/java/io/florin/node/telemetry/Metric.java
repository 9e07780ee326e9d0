package io.florin.node.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * Every metric of ours: its constant's name, what is measured in what, what it means, its labels.
 * The values of labels are words of the program or of its settings, never ids or addresses.
 */
public enum Metric {
    HTTP_REQUEST(
            Type.DURATION,
            "From a request's arrival to its answer, or to the beginning of one that goes on",
            "method",
            "route",
            "status"),
    HTTP_RATE_LIMITED(Type.COUNT, "Requests refused because there were too many", "route"),
    HTTP_STREAMS(Type.GAUGE, "Answers that go on, such as the events of a job"),
    WEBHOOKS(
            Type.COUNT,
            "Messages of providers: stored, repeat, or why they were not taken",
            "provider",
            "outcome"),

    WALLET_COMMAND(
            Type.DURATION,
            "From a command at this node's door to the wallet's reply, which says it is durable",
            "outcome"),
    WALLET_IN_FLIGHT(Type.GAUGE, "Requests to wallets under way through this node's door"),
    WALLET_UNDECIDED(
            Type.GAUGE,
            "Commands that wait at wallets to be decided, while these write or recover"),
    WALLET_WAITING(Type.GAUGE, "Callers who wait for the destinations of transfers"),

    ACTOR_LIVING(Type.GAUGE, "Sharded actors in memory", "kind"),
    ACTOR_MAILBOX(Type.GAUGE, "Messages in their mailboxes", "kind"),
    ACTOR_DISPATCH_DELAY(
            Type.SECONDS,
            "How long a message waits until its actor has a thread: the newest one asked, once a"
                    + " tick"),
    ACTOR_FAILURES(
            Type.COUNT,
            "Actors that did not go on: write, recovery: restarted; stopped: by what nobody had"
                    + " thought of",
            "kind",
            "why"),
    ACTOR_DEAD_LETTERS(
            Type.COUNT,
            "Messages that reached nobody: nobody, for their actor was gone; dropped, for there was"
                    + " no room; unhandled",
            "why"),

    JOURNAL_WRITE(Type.DURATION, "A statement that stored events of many wallets"),
    JOURNAL_BATCH_EVENTS(Type.SIZE, "Events stored by one statement"),
    JOURNAL_QUEUE_WRITES(Type.GAUGE, "Atomic writes waiting for the journal or being written"),
    JOURNAL_QUEUE(Type.BYTES, "Their size"),
    JOURNAL_FAILED_WRITES(
            Type.COUNT,
            "Atomic writes that failed: overloaded, unknown (nobody knows), rejected, or other",
            "why"),
    JOURNAL_REFUSED_BATCHES(Type.COUNT, "Statements the database refused, then split in halves"),
    JOURNAL_SLOW_BATCHES(Type.COUNT, "Statements slower than florin.journal.slow-write-millis"),
    JOURNAL_LOOKUPS(Type.COUNT, "Names that wallets did not remember"),
    JOURNAL_LOOKUP_QUERIES(Type.COUNT, "Queries made for them"),
    JOURNAL_NOTIFICATIONS(Type.COUNT, "Notices sent to readers of the journal"),

    POOL_CONNECTIONS(Type.GAUGE, "Connections to the database, open and lent", "pool", "state"),
    POOL_WAITING(Type.GAUGE, "Threads that wait for a connection", "pool"),
    POOL_BORROW(Type.DURATION, "Until a connection was lent, or was not in time", "pool"),
    POOL_USE(Type.DURATION, "How long one was lent, in whole milliseconds", "pool"),
    POOL_TIMEOUTS(Type.COUNT, "Those who were lent none in time", "pool"),
    DATABASE_XMIN_AGE(Type.SECONDS, Scope.CLUSTER, "Age of the oldest transaction that writes"),
    PROJECTION_LAG(Type.SECONDS, Scope.CLUSTER, "Age of the oldest event not in the read side"),
    LEDGER_DIFFERENCES(
            Type.GAUGE,
            Scope.CLUSTER,
            "What did not add up at the newest check of the ledger, 20 at most; absent: not"
                    + " checked"),

    CLUSTER_MEMBERS(Type.GAUGE, "Members as this node sees them", "status"),
    CLUSTER_UNREACHABLE(Type.GAUGE, "Those of them that this node cannot reach"),
    KAFKA_GOOD(Type.GAUGE, "1 while Kafka answers and has all topics"),
    KAFKA_FAILED_RECORDS(Type.COUNT, "Records that Kafka has not taken; jobs are told of again"),
    KAFKA_RECORDS(
            Type.COUNT,
            "Records as Kafka's clients count them: read, sent, sent_again, not_sent",
            "queue",
            "what"),
    KAFKA_LAG(
            Type.GAUGE,
            "Records not yet read of the parts of a queue that this node reads, as its newest"
                    + " reading found",
            "queue"),

    QUEUE_JOBS(Type.GAUGE, Scope.CLUSTER, "Jobs that are there", "queue", "state"),
    QUEUE_OLDEST_WAIT(Type.SECONDS, Scope.CLUSTER, "How long the oldest due job waits", "queue"),
    JOB_QUARANTINED(Type.GAUGE, Scope.CLUSTER, "Dead jobs whose workers died too often", "queue"),
    JOB_CLAIMS(
            Type.COUNT,
            "Jobs that Kafka told of: claimed, or skipped, for they could not run (yet)",
            "result"),
    JOB_DISPATCH_LAG(
            Type.DURATION,
            "From when a job was due (committed, or its start or retry) to its run's begin",
            "queue"),
    JOB_RUN(Type.DURATION, "A run of a job, whatever came of it", "kind"),
    JOB_RUN_ENDS(
            Type.COUNT,
            "Ends of runs as written; lost: another had taken the job over",
            "kind",
            "end"),
    JOB_HELD(Type.GAUGE, "Jobs this node holds, those being settled with them"),
    JOB_RESCUES(Type.COUNT, "Jobs of nodes that are gone, taken over by this one"),
    JOB_DISPATCHES(Type.COUNT, "Jobs that the dispatcher told Kafka of (again)"),
    JOB_TIMEOUTS(Type.COUNT, "Runs interrupted because their time was over"),
    JOB_STUCK(Type.COUNT, "Runs that did not heed that"),
    JOB_PARKED_RECORDS(Type.COUNT, "Records of Kafka that could not be read"),
    JOB_SETTLEMENTS(
            Type.COUNT,
            "Ends of jobs told to wallets: settled, or not_settled, which a person must look at",
            "result"),

    AI_CALL(
            Type.DURATION,
            "A call of a model: answered, or why not; circuit: nobody was called",
            "provider",
            "outcome"),
    AI_TOKENS(
            Type.COUNT,
            "Tokens billed by their provider; cached and audio are parts of input",
            "kind",
            "model",
            "of"),
    AI_RECORDING(Type.MILLIS, "Recordings billed by their length", "kind", "model"),
    AI_COST_MICRO_USD(Type.COUNT, "Millionths of a US dollar", "app", "kind", "model"),
    AI_CIRCUIT_OPEN(Type.GAUGE, "1 while a provider is given a rest", "provider"),
    AI_CIRCUITS_OPENED(Type.COUNT, "How often one began"),
    AI_QUOTA_EXHAUSTED(Type.COUNT, "Calls refused because nothing was left to pay with"),
    AI_FALLBACKS(Type.COUNT, "Calls made because the provider before had failed"),
    AI_ANSWERS(
            Type.COUNT,
            "Answers that were not just used: reused, unreadable, unsuitable, by_rules",
            "what"),

    PAYMENTS_OPEN(
            Type.GAUGE, Scope.CLUSTER, "Payments not final or not credited", "provider", "state"),
    PAYMENTS_OLDEST_UNKNOWN(
            Type.SECONDS, Scope.CLUSTER, "Age of the oldest payment in doubt", "provider"),
    PAYMENTS_TOO_LATE(
            Type.COUNT,
            "Payments and payouts that succeeded after they had ended otherwise: look there",
            "provider"),
    PAYOUTS_OPEN(Type.GAUGE, Scope.CLUSTER, "Payouts that may still change", "provider", "state"),
    PAYOUTS_OLDEST_UNKNOWN(
            Type.SECONDS, Scope.CLUSTER, "Age of the oldest payout in doubt", "provider"),

    WITHDRAWALS(
            Type.COUNT,
            "Payouts to bank accounts: ends; refused: by the wallet; reversed: after they were"
                    + " paid",
            "status"),
    CONTENT_PROCESSING(
            Type.DURATION,
            "From when a job of the queue ai came, or was wanted, to its outcome as written",
            "kind");

    /** What is measured, and in what. */
    public enum Type {
        /** Only grows. */
        COUNT("counter", "_total", ""),
        /** Only grows; told in milliseconds. */
        MILLIS("counter", "_seconds_total", "seconds"),
        /** Goes up and down. */
        GAUGE("gauge", "", ""),
        SECONDS("gauge", "_seconds", "seconds"),
        BYTES("gauge", "_bytes", "bytes"),
        /** How many there were of which size. */
        SIZE("histogram", "", ""),
        /** How many took how long; told in nanoseconds. */
        DURATION("histogram", "_seconds", "seconds");

        private final String word;
        private final String suffix;
        private final String unit;

        Type(String word, String suffix, String unit) {
            this.word = word;
            this.suffix = suffix;
            this.unit = unit;
        }

        /** Prometheus' word for it. */
        public String word() {
            return word;
        }

        /** What the values on the page are in; empty: a number. */
        public String unit() {
            return unit;
        }
    }

    /** Whose figure it is. */
    public enum Scope {
        /** Every node tells its own: sum them. */
        NODE,
        /** One node tells it for all, whichever does so at the moment. */
        CLUSTER
    }

    private final Type type;
    private final Scope scope;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // it is made by List.of
    private final List<String> labels;

    Metric(Type type, String meaning, String... labels) {
        this(type, Scope.NODE, meaning, labels);
    }

    Metric(Type type, Scope scope, String meaning, String... labels) {
        this.type = type;
        this.scope = scope;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    public Type type() {
        return type;
    }

    public Scope scope() {
        return scope;
    }

    public List<String> labels() {
        return labels;
    }

    /** What a reader of the page is told. */
    public String help() {
        return switch (scope) {
            case NODE -> meaning + ".";
            case CLUSTER -> meaning + ". One node tells it for the cluster.";
        };
    }

    /** As Kamon knows it, which adds what {@link #title} has more. */
    String kamonName() {
        String ownName = name().toLowerCase(Locale.ROOT);
        return switch (this) {
            case WITHDRAWALS, CONTENT_PROCESSING -> ownName; // as the apps have always known them
            default -> "florin_" + ownName;
        };
    }

    /** The name on the page. */
    public String title() {
        return kamonName() + type.suffix;
    }
}
