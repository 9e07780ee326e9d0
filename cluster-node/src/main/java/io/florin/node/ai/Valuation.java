package io.florin.node.ai;

import java.util.regex.Pattern;

/**
 * What a piece of teaching is worth, in credits: the rule, of which a model knows nothing. In
 * integers; what is left of a credit is nobody's.
 */
final class Valuation {
    /** Stands in every result: another rule gets another number. */
    static final String SCHEDULE = "1";

    static final int MAX_LEVEL = 5;

    private static final int KEYWORDS_PERCENT = 60;
    private static final int SIMILARITY_PERCENT = 40;
    private static final Pattern GAP = Pattern.compile("\\s+");

    /** By level, 1 to 5, in tenths. */
    private static final int[] LEVELS = {8, 10, 12, 14, 15};

    private Valuation() {}

    /** How well content and curriculum match, in hundredths of a percent: 60 to 40. */
    static int match(int keywordsPercent, int similarityPercent) {
        requirePercent(keywordsPercent);
        requirePercent(similarityPercent);
        return KEYWORDS_PERCENT * keywordsPercent + SIMILARITY_PERCENT * similarityPercent;
    }

    private static void requirePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("A score is 0 to 100 percent.");
        }
    }

    static int base(int match) {
        if (match <= 20_00) return 10;
        if (match <= 50_00) return 50;
        if (match <= 75_00) return 100;
        if (match <= 90_00) return 150;
        return 200;
    }

    static int lengthTenths(int words) {
        if (words < 300) return 5;
        if (words < 500) return 8;
        if (words < 1_000) return 10;
        if (words < 3_000) return 12;
        if (words < 5_000) return 15;
        return 20;
    }

    static int levelTenths(int level) {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("A level is 1 to " + MAX_LEVEL + ".");
        }
        return LEVELS[level - 1];
    }

    static int credits(int match, int words, int level) {
        return base(match) * lengthTenths(words) * levelTenths(level) / 100;
    }

    /** What stands between gaps. */
    static int words(String text) {
        var stripped = text.strip();
        return stripped.isEmpty() ? 0 : GAP.split(stripped, -1).length;
    }
}
