package io.florin.node.membership;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node does; a node has one role or several, all of them where nothing is said. */
public enum Role {
    /** Holds wallets, fills the read side. */
    WALLET,
    /** Holds sessions. */
    SESSION,
    /** Does jobs. */
    WORKER,
    /** Answers HTTP and counts requests; holds nothing durable, and asks those who do. */
    EDGE;

    /** Where Pekko reads them, too: every member knows the roles of all. */
    public static final String PATH = "pekko.cluster.roles";

    /**
     * Those of this node.
     *
     * @throws IllegalArgumentException with a sentence if there is none, or one that no node has
     */
    public static Set<Role> from(Config config) {
        try {
            return named(config.getStringList(PATH));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PATH + ": " + e.getMessage(), e);
        }
    }

    /** The roles of these words, with the same failure. */
    public static Set<Role> named(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "A node needs a role: name one or more of %s.".formatted(names()));
        }
        var roles = EnumSet.noneOf(Role.class);
        words.forEach(word -> roles.add(named(word)));
        return roles;
    }

    private static Role named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "\"%s\" is no role: the roles are %s.".formatted(name, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }

    /** As it is written in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
