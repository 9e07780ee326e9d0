package io.florin.sandbox;

import com.typesafe.config.ConfigFactory;
import io.florin.persistence.audit.OfflineCheck;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.util.Map;

/** The audit of the books behind {@code ./florin check}. */
final class Books {
    private Books() {}

    /** Prints what was counted; fails with the first difference. */
    static void audit(Address address, Terminal terminal) {
        terminal.say("Reading every event; this takes as long as the books are thick.");
        try (var database = Database.open(settings(address))) {
            var report = new OfflineCheck(database).run();
            terminal.print(report.toString().strip());
            if (!report.ok()) throw new CommandFailed("The books are not in order.");
            terminal.announce("The books are in order.");
        } catch (DatabaseException e) {
            throw new CommandFailed("The books cannot be read: " + e.getMessage(), e);
        }
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
