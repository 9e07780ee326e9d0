package io.florin.benchmark.engine;

import io.florin.benchmark.engine.EngineTransfers.Title;
import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.report.Figure;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.sandbox.terminal.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From the first message to a sleeping wallet until its answer.
 *
 * @param wallets that are woken one after another
 * @param events of each
 */
public record RecoveryBenchmark(int wallets, int events) {
    public static final String NAME = "recovery";

    private static final String MEDIAN = "median";
    private static final double TARGET_MILLIS = 100;
    private static final int IN_FLIGHT_PER_WALLET = 50;

    public static RecoveryBenchmark usual() {
        return new RecoveryBenchmark(10, 10_000);
    }

    public Report run(BenchServer server, Progress progress) {
        var node = EngineSettings.NODE.withoutReadSide();
        var steady = node.with("florin.wallet.snapshot-every-millis", 0);
        var none = node.with("florin.wallet.snapshot-every-events", Integer.MAX_VALUE);
        var usual =
                measure(new Title("snapshots as time goes by", "steady"), steady, server, progress);
        var burst = measure(new Title("all events in one burst", "burst"), node, server, progress);
        var without = measure(new Title("without snapshots", "none"), none, server, progress);
        return new Report(
                NAME,
                "a sleeping wallet of %,d events answers".formatted(events),
                List.of(usual, burst, without),
                List.of(MEDIAN),
                List.of(
                        Target.atMost(
                                "recovery with snapshots",
                                usual.figures().getFirst().value(),
                                TARGET_MILLIS,
                                "ms")),
                List.of(
                        "A node takes a snapshot every 1,000 events, but not within 5 s of the"
                            + " last: the first line is a wallet that lived longer than that, the"
                            + " second one that was written as fast as possible and died."),
                Map.of());
    }

    private Line measure(
            Title title, EngineSettings settings, BenchServer server, Progress progress) {
        var database = server.create("recovery_" + title.database());
        progress.say("  " + title.name());
        List<WalletId> ids;
        try (var engine = Engine.start(settings, database)) {
            Population.open(engine.wallets(), "other", 1_000);
            ids = Population.open(engine.wallets(), "long", 2 * wallets);
            long deposits = (events - 2L) * ids.size();
            Load.count(
                    deposits,
                    IN_FLIGHT_PER_WALLET * ids.size(),
                    Load.patient(n ->
                            engine.wallets()
                                    .execute(
                                            ids.get((int) (n % ids.size())),
                                            Population.deposit("deposit-" + n))));
            engine.drain();
        }
        var millis = wake(settings, database, ids);
        return new Line(
                title.name(),
                List.of(
                        new Figure(MEDIAN, "ms", Figures.median(millis)),
                        new Figure("worst", "ms", Arrays.stream(millis).max().orElse(Double.NaN)),
                        new Figure("events replayed", "", tail(database))));
    }

    /** The first half warms up the code and the shards. */
    private double[] wake(EngineSettings settings, Database database, List<WalletId> ids) {
        try (var engine = Engine.start(settings, database)) {
            var others = Population.ids("other", 1_000);
            Population.all(others, id -> engine.wallets().ask(id, Inquiry.free(new Look(false))));
            var millis = new double[wallets];
            for (int n = 0; n < ids.size(); n++) {
                var id = ids.get(n);
                var outcome =
                        Load.count(
                                1, 1, _ -> engine.wallets().ask(id, Inquiry.free(new Look(false))));
                if (n >= wallets) millis[n - wallets] = outcome.elapsedNanos() / 1e6;
            }
            return millis;
        }
    }

    private double tail(Database database) {
        return Double.parseDouble(
                database.ask(
                        """
                        select avg(last - coalesce((select max(s.sequence) from snapshot s
                                                    where s.entity = e.entity), 0))
                        from (select entity, max(sequence) as last from event
                              where entity like '%/long-%' group by entity) e
                        """));
    }
}
