package io.florin.benchmark.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.benchmark.server.BenchServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A journal that is measured, with its settings in {@code journal_<kind>.conf}. */
enum JournalKind {
    OURS("Florin's journal"),
    OURS_NAMED("Florin's journal, two names an event"),
    STOCK("pekko-persistence-jdbc, tuned");

    private static final String STOCK_SCHEMA = "/schema/postgres/postgres-create-schema.sql";

    private final String title;

    JournalKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Ours makes its tables itself. */
    void prepare(Database database) {
        if (this == STOCK) database.run(resource(STOCK_SCHEMA).replace(" CONCURRENTLY", ""));
    }

    Config config(Database database) {
        var file =
                switch (this) {
                    case OURS, OURS_NAMED -> "journal_ours.conf";
                    case STOCK -> "journal_stock.conf";
                };
        var address =
                Map.of(
                        "bench.url", database.url(),
                        "bench.user", database.address().user(),
                        "bench.password", database.address().password());
        return ConfigFactory.parseMap(address)
                .withFallback(ConfigFactory.parseString(resource(file)))
                .withFallback(ConfigFactory.parseString(resource("journal_common.conf")))
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }

    private static String resource(String name) {
        try (var stream = JournalKind.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("No resource " + name);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
