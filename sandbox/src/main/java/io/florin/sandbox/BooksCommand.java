package io.florin.sandbox;

import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.nio.file.Files;

/** A command on the books: beside a running {@code up}, or on its own with PostgreSQL started. */
final class BooksCommand {
    /** What is done, knowing only the database. */
    @FunctionalInterface
    interface Work {
        /** Throws {@link CommandFailed} with what is not in order. */
        void run(Address database, Options options, Terminal terminal);
    }

    private final Options options;
    private final Work work;
    private final Terminal terminal;

    BooksCommand(Options options, Work work, Terminal terminal) {
        this.options = options;
        this.work = work;
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
            data.endLeftovers(terminal);
            var household = new Household(data, terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(household::end, "end"));
            work.run(household.startPostgres().address(), options, terminal);
        } else if (PostgresServer.runsIn(data.postgres())) {
            work.run(PostgresServer.start(data.postgres(), terminal).address(), options, terminal);
        } else {
            throw new CommandFailed(
                    "Another florin on %s has no PostgreSQL running; try again in a moment."
                            .formatted(data.path()));
        }
    }
}
