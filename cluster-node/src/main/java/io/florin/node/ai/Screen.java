package io.florin.node.ai;

import com.typesafe.config.Config;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges what users write before any money is held and any model is paid; the model judges again,
 * with the rest of its answer.
 *
 * @param banned words and phrases that nobody may write
 */
record Screen(List<String> banned) {
    static final String PATH = "florin.ai.screen";

    private static final int MAX_BANNED = 1_000;
    private static final int MAX_BANNED_CHARS = 100;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    Screen {
        banned = banned.stream().map(Screen::words).toList();
        if (banned.size() > MAX_BANNED) {
            throw wrong("banned has at most " + MAX_BANNED + " phrases");
        }
        for (var phrase : banned) {
            if (phrase.isBlank() || phrase.length() > MAX_BANNED_CHARS) {
                throw wrong("banned phrases have letters, at most " + MAX_BANNED_CHARS);
            }
        }
    }

    private static IllegalArgumentException wrong(String rule) {
        return new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    static Screen from(Config root) {
        return new Screen(root.getStringList(PATH + ".banned"));
    }

    /** Why the text of a field is unsuitable, in a sentence; empty if it is not. */
    Optional<String> fault(String field, String text) {
        if (text.isBlank()) return Optional.of("'" + field + "' is empty.");
        if (text.codePoints().anyMatch(Screen::isUnwritable)) {
            return Optional.of("'" + field + "' has control characters in it.");
        }
        if (banned.isEmpty()) return Optional.empty();
        var words = words(text);
        return banned.stream().anyMatch(words::contains)
                ? Optional.of("'" + field + "' is unsuitable.")
                : Optional.empty();
    }

    private static boolean isUnwritable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t' && c != '\r' && c != '\f';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Each word between spaces, so that a phrase is found as whole words only. */
    private static String words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NO_WORD.matcher(" " + plain + " ").replaceAll(" ");
    }
}
