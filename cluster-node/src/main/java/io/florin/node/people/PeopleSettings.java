package io.florin.node.people;

import com.typesafe.config.Config;

/**
 * The bounds of people's doors; read from {@value #PATH}.
 *
 * @param maxCalls calls of all these doors at once; the next fails
 */
public record PeopleSettings(int maxCalls) {
    public static final String PATH = "florin.people";

    public PeopleSettings {
        if (maxCalls < 1) {
            throw new IllegalArgumentException(
                    PATH + ".max-calls is at least 1; correct the setting.");
        }
    }

    public static PeopleSettings from(Config root) {
        return new PeopleSettings(root.getInt(PATH + ".max-calls"));
    }
}
