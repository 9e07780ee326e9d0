package io.florin.node.membership;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How nodes find one another; read from {@value #PATH}.
 *
 * @param way where the others are looked for
 * @param requiredPods so many have to answer before one of them founds a cluster
 * @param answerMillis how long one answer of the Kubernetes API is waited for
 * @param patienceMillis how long an API that does not answer is asked again before the start fails
 */
public record FormationSettings(Way way, int requiredPods, int answerMillis, int patienceMillis) {
    public static final String PATH = "florin.cluster";

    private static final String SEED_NODES = "pekko.cluster.seed-nodes";

    /** Where the other nodes are looked for. */
    public enum Way {
        /** At the addresses in {@code pekko.cluster.seed-nodes}. */
        SEED_NODES("seed-nodes"),

        /** Among the pods that the Kubernetes API lists. */
        KUBERNETES("kubernetes");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        static Way of(String word) {
            return Arrays.stream(values())
                    .filter(way -> way.word.equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "%s.formation is '%s': set it to %s."
                                            .formatted(PATH, word, words())));
        }

        private static String words() {
            return Arrays.stream(values())
                    .map(way -> way.word)
                    .collect(Collectors.joining(" or to "));
        }
    }

    public FormationSettings {
        within("required-pods", requiredPods, 1, 100);
        within("answer-millis", answerMillis, 100, 60_000);
        within("patience-millis", patienceMillis, 0, 300_000);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.kubernetes.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static FormationSettings from(Config root) {
        var config = root.getConfig(PATH);
        var way = Way.of(config.getString("formation"));
        if (way == Way.KUBERNETES) requireNone(root.getStringList(SEED_NODES));
        return new FormationSettings(
                way,
                config.getInt("kubernetes.required-pods"),
                config.getInt("kubernetes.answer-millis"),
                config.getInt("kubernetes.patience-millis"));
    }

    /** Pekko would join them and leave its bootstrap out, with no more than a warning. */
    private static void requireNone(List<String> seeds) {
        if (seeds.isEmpty()) return;
        throw new IllegalArgumentException(
                ("%s has %s, and %s.formation is 'kubernetes': leave the seed nodes out, or set"
                                + " the formation to seed-nodes.")
                        .formatted(SEED_NODES, String.join(", ", seeds), PATH));
    }
}
