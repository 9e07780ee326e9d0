package io.florin.node;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;

/** A node as a process: configured by system properties and the environment, ended by SIGTERM. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            Node.start(ConfigFactory.load());
        } catch (NodeNotStarted | ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
