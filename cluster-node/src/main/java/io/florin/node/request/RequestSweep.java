package io.florin.node.request;

import com.typesafe.config.Config;

/**
 * How accepted requests for money that somebody left behind are found; read from {@value #PATH}.
 *
 * @param everyMillis how often they are looked for
 * @param afterMillis how long ago one was accepted before it counts as left behind: longer than any
 *     call waits
 * @param requests the most that are gone on with at once
 */
public record RequestSweep(long everyMillis, long afterMillis, int requests) {
    public static final String PATH = "florin.people.request-sweep";

    public RequestSweep {
        if (everyMillis < 1 || afterMillis < 1 || requests < 1 || requests > 1_000) {
            throw new IllegalArgumentException(
                    PATH
                            + ": every-millis and after-millis are at least 1, requests 1 to 1000;"
                            + " correct the setting.");
        }
    }

    public static RequestSweep from(Config root) {
        var config = root.getConfig(PATH);
        return new RequestSweep(
                config.getLong("every-millis"),
                config.getLong("after-millis"),
                config.getInt("requests"));
    }
}
