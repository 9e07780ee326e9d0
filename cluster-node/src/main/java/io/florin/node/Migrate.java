package io.florin.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.database.DatabaseSettings;

/**
 * Brings the schema up to date, as every node does at its start, and ends: with 0, or with a
 * sentence and 1. A release runs it once before its first node, so that a schema that cannot be
 * migrated stops the release and not the nodes.
 */
public final class Migrate {
    private Migrate() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(migrate(ConfigFactory.load()));
        } catch (DatabaseException
                | ConfigException
                | IllegalArgumentException
                | IllegalStateException e) {
            System.err.println("The database cannot be migrated: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Returns what has been done, as a sentence. */
    static String migrate(Config config) {
        var settings = DatabaseSettings.from(config);
        try (var database = Database.open(settings)) {
            return "The schema at %s is up to date, in era %d."
                    .formatted(settings.url(), database.era());
        }
    }
}
