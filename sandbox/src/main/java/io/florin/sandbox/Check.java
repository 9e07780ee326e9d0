package io.florin.sandbox;

import io.florin.sandbox.node.Leftovers;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.nio.file.Files;

/** {@code ./florin check}: the audit of the books, beside a running {@code up} or on its own. */
final class Check {
    /** The audit itself, which knows only the database. */
    @FunctionalInterface
    interface Audit {
        /**
         * Prints what it found in order.
         *
         * @throws CommandFailed with the first difference
         */
        void run(Address database, Terminal terminal);
    }

    private final Options options;
    private final Audit audit;
    private final Terminal terminal;

    Check(Options options, Audit audit, Terminal terminal) {
        this.options = options;
        this.audit = audit;
        this.terminal = terminal;
    }

    void run() {
        var folder = options.data().resolve("postgres").resolve("data");
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(
                    "There are no books in %s yet; ./florin up makes them."
                            .formatted(options.data()));
        }
        var data = new DataFolder(options.data());
        if (data.tryLock()) {
            new Leftovers(data.nodes()).end(terminal);
            var household = new Household(data, terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
            audit.run(household.startPostgres().address(), terminal);
        } else if (PostgresServer.runsIn(data.postgres())) {
            audit.run(PostgresServer.start(data.postgres(), terminal).address(), terminal);
        } else {
            throw new CommandFailed(
                    "Another florin on %s has no PostgreSQL running; try again in a moment."
                            .formatted(data.path()));
        }
    }
}
