package io.florin.persistence.database;

/** Says which setting is wrong and what would be right. */
public final class Bounds {
    private Bounds() {}

    /** Returns the value, or refuses it with a sentence that names the key and the mend. */
    public static int within(String key, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException(
                    key
                            + " is "
                            + value
                            + ": set it between "
                            + smallest
                            + " and "
                            + largest
                            + ".");
        }
        return value;
    }

    /** Refuses a pair of settings that contradict each other. */
    public static void atMost(String key, int value, String otherKey, int other) {
        if (value > other) {
            throw new IllegalArgumentException(
                    key + " (" + value + ") must not exceed " + otherKey + " (" + other + ").");
        }
    }
}
