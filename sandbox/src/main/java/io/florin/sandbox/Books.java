package io.florin.sandbox;

import com.typesafe.config.ConfigFactory;
import io.florin.node.projection.ReadSideSettings;
import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.audit.HistoryDigest;
import io.florin.persistence.audit.OfflineCheck;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.ledger.LedgerRebuild;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What commands do with the books: check, rebuild, and what a backup notes of them. */
final class Books {
    private Books() {}

    /** Prints what was counted and a digest; fails with the first difference. */
    static void audit(Address address, Options options, Terminal terminal) {
        var earlier = Optional.ofNullable(options.digest()).map(Books::digest);
        terminal.say("Reading every event; this takes as long as the books are thick.");
        use(
                address,
                database -> {
                    var report = new OfflineCheck(database).run(earlier);
                    terminal.print(report.toString().strip());
                    if (!report.ok()) throw new CommandFailed("The books are not in order.");
                    terminal.announce(
                            earlier.isPresent()
                                    ? "The books are in order, and since that digest they only"
                                            + " grew."
                                    : "The books are in order.");
                });
    }

    /** Draws one of the books as they are, and changes nothing, not even an older schema. */
    static HistoryDigest digest(Address address) {
        try (var database = Database.look(settings(address))) {
            var chains = new ChainCheck(database).check(RecordedEvent.PREFIX);
            return chains.digest()
                    .orElseThrow(() ->
                            new CommandFailed(
                                    "The books are not in order: "
                                            + chains.difference().orElseThrow()));
        } catch (DatabaseException e) {
            throw unreadable(e);
        }
    }

    private static HistoryDigest digest(String text) {
        try {
            return HistoryDigest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    "--digest: " + e.getMessage() + " An earlier check has printed it.", e);
        }
    }

    /** Empties the read side; nodes fill it again from the first event, whether they run or not. */
    static void rebuild(Address address, Options options, Terminal terminal) {
        int ranges = ReadSideSettings.from(ConfigFactory.load()).sliceRanges();
        use(address, database -> LedgerRebuild.begin(database, SliceRange.split(ranges)));
        terminal.announce(
                "The read side is empty; a running node fills it again, or the next ./florin up.");
    }

    private static void use(Address address, Consumer<Database> work) {
        try (var database = Database.open(settings(address))) {
            work.accept(database);
        } catch (DatabaseException e) {
            throw unreadable(e);
        }
    }

    private static CommandFailed unreadable(DatabaseException e) {
        return new CommandFailed("The books cannot be read: " + e.getMessage(), e);
    }

    private static DatabaseSettings settings(Address address) {
        var ours =
                Map.of(
                        "florin.database.url", address.jdbcUrl(),
                        "florin.database.user", address.user(),
                        "florin.database.password", address.password());
        return DatabaseSettings.from(
                ConfigFactory.parseMap(ours).withFallback(ConfigFactory.load()));
    }
}
