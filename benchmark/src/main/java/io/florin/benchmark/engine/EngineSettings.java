package io.florin.benchmark.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.benchmark.server.BenchServer.Database;
import java.util.HashMap;
import java.util.Map;

/**
 * What differs from a node as it is.
 *
 * @param readSide whether the projections run
 * @param changes configuration keys with other values than a node's
 */
public record EngineSettings(boolean readSide, Map<String, Object> changes) {
    /** A node as it is. */
    public static final EngineSettings NODE = new EngineSettings(true, Map.of());

    public EngineSettings {
        changes = Map.copyOf(changes);
    }

    public EngineSettings withoutReadSide() {
        return new EngineSettings(false, changes);
    }

    public EngineSettings with(String key, Object value) {
        var more = new HashMap<>(changes);
        more.put(key, value);
        return new EngineSettings(readSide, more);
    }

    /** For a node with this database, on no port that another has. */
    public Config config(Database database) {
        var values = new HashMap<String, Object>(changes);
        values.put("florin.database.url", database.url());
        values.put("florin.database.user", database.address().user());
        values.put("florin.database.password", database.address().password());
        values.put("pekko.loglevel", "WARNING");
        values.put("pekko.remote.artery.canonical.hostname", "127.0.0.1");
        values.put("pekko.remote.artery.canonical.port", 0);
        values.put("pekko.coordinated-shutdown.exit-jvm", "off");
        values.put("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
        return ConfigFactory.parseMap(values).withFallback(ConfigFactory.load()).resolve();
    }
}
