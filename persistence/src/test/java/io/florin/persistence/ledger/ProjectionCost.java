package io.florin.persistence.ledger;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.journal.JournalScribe.Line;
import io.florin.persistence.projection.GroupTransaction;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.testing.PostgresServer;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What the rows of a transfer cost: CPU of this JVM and of PostgreSQL per event, for several sizes
 * of group. A program, not a test: {@code main} prints a table.
 */
public final class ProjectionCost {
    private static final Asset USD = new Asset("USD");
    private static final int WALLETS = 10_000;

    private final Database database;
    private final long postmaster;
    private final java.util.List<GroupTransaction> open = new ArrayList<>();

    private ProjectionCost(Database database, long postmaster) {
        this.database = database;
        this.postmaster = postmaster;
    }

    /** Arguments: transfers, then the sizes of groups to try. */
    public static void main(String[] arguments) throws Exception {
        int transfers = Integer.parseInt(arguments[0]);
        var server = PostgresServer.shared();
        server.execute("postgres", "create database cost");
        try (var database = Database.open(settings(server))) {
            var cost =
                    new ProjectionCost(
                            database,
                            server.count(
                                    "cost",
                                    "select split_part(pg_read_file('postmaster.pid'), E'\\n',"
                                            + " 1)::bigint"));
            cost.fill(transfers);
            for (int i = 1; i < arguments.length; i++) {
                cost.project(Integer.parseInt(arguments[i]));
            }
        }
        System.exit(0);
    }

    private static DatabaseSettings settings(PostgresServer server) {
        return DatabaseSettings.from(
                ConfigFactory.parseString(
                                "florin.database { url = \"%s\", user = \"%s\" }"
                                        .formatted(server.url("cost"), PostgresServer.USER))
                        .withFallback(ConfigFactory.load()));
    }

    private void fill(int transfers) {
        var random = new Random(1);
        var scribe = new JournalScribe(database);
        var posted = new long[WALLETS];
        var at = Instant.parse("2025-11-21T00:00:00Z");
        var settled = new ArrayList<Line>();
        for (int done = 0; done < transfers; ) {
            var debits = new ArrayList<Line>();
            var credits = new ArrayList<Line>();
            var settlements = new ArrayList<Line>();
            at = at.plusMillis(10);
            for (int i = 0; i < 300; i++, done++) {
                int a = random.nextInt(WALLETS);
                int b = (a + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
                var money = new Money(USD, 1 + random.nextInt(1000));
                posted[a] -= money.minor();
                posted[b] += money.minor();
                add(
                        new WalletId("default", "w-" + a),
                        new WalletId("default", "w-" + b),
                        money,
                        at,
                        posted[a],
                        posted[b],
                        debits,
                        credits,
                        settlements);
            }
            scribe.write(debits);
            scribe.write(credits);
            if (!settled.isEmpty()) scribe.write(settled);
            settled = settlements;
        }
        scribe.write(settled);
    }

    private static void add(
            WalletId a,
            WalletId b,
            Money money,
            Instant at,
            long postedA,
            long postedB,
            List<Line> debits,
            List<Line> credits,
            List<Line> settlements) {
        var id = new TransferId(UUID.randomUUID().toString());
        debits.add(
                new Line(
                        a,
                        new WalletEvent.Debited(
                                at,
                                Receipt.NONE,
                                id,
                                TransferKind.TRANSFER,
                                USD,
                                List.of(new Leg(b, money.minor())),
                                false,
                                null,
                                null,
                                false,
                                Note.NONE,
                                new Balance(postedA, 0),
                                0)));
        credits.add(
                new Line(
                        b,
                        new WalletEvent.Credited(
                                at,
                                new LegName(a, id, 0),
                                TransferKind.TRANSFER,
                                money,
                                Note.NONE,
                                false,
                                new Balance(postedB, 0))));
        settlements.add(
                new Line(
                        a,
                        new WalletEvent.Settled(
                                at, id, 0, at, null, 0, money, new Balance(postedA, 0))));
    }

    private void project(int groupEvents) throws Exception {
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        var reader = new EventReader(database);
        var offset = EventOffset.START;
        long events = 0;
        long readNanos = 0;
        long decodeNanos = 0;
        long writeNanos = 0;
        long cpu = jvmMicros();
        long server = serverMicros();
        long begin = System.nanoTime();
        var transaction = new GroupTransaction(database, OffsetTable.LEDGER, SliceRange.ALL);
        try {
            while (true) {
                long t0 = System.nanoTime();
                var page = reader.read(SliceRange.ALL, offset, groupEvents);
                offset = page.next();
                if (page.rows().isEmpty() && !page.more()) break;
                long t1 = System.nanoTime();
                var group = new LedgerGroup();
                for (var row : page.rows()) group.add(RecordedEvent.of(row));
                long t2 = System.nanoTime();
                group.write(transaction.connection());
                transaction.commit();
                long t3 = System.nanoTime();
                events += page.rows().size();
                readNanos += t1 - t0;
                decodeNanos += t2 - t1;
                writeNanos += t3 - t2;
            }
        } finally {
            open.add(transaction);
        }
        long wall = System.nanoTime() - begin;
        double jvm = (jvmMicros() - cpu) / (double) events;
        double postgres = (serverMicros() - server) / (double) events;
        System.out.printf(
                "group %6d: %d events, per event: wall %.1f us (read %.1f decode %.1f write %.1f),"
                        + " cpu jvm %.1f + postgres %.1f = %.1f us%n",
                groupEvents,
                events,
                wall / 1e3 / events,
                readNanos / 1e3 / events,
                decodeNanos / 1e3 / events,
                writeNanos / 1e3 / events,
                jvm,
                postgres,
                jvm + postgres);
    }

    private static long jvmMicros() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1_000;
    }

    /** All processes of the server, and those that have ended. */
    private long serverMicros() throws IOException {
        long ticks = 0;
        try (var processes = Files.list(Path.of("/proc"))) {
            for (var process :
                    processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
                var stat = process.resolve("stat");
                if (!Files.exists(stat)) continue;
                var text = Files.readString(stat);
                var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid == postmaster) {
                    ticks +=
                            Long.parseLong(fields[11])
                                    + Long.parseLong(fields[12])
                                    + Long.parseLong(fields[13])
                                    + Long.parseLong(fields[14]);
                } else if (Long.parseLong(fields[1]) == postmaster) {
                    ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return ticks * 10_000;
    }
}
