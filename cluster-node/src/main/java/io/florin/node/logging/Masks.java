package io.florin.node.logging;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret. The last line of defence: nothing of ours logs one,
 * but a library's exception may quote what it was given. Each pattern runs in time proportional to
 * the text.
 */
final class Masks {
    static final String MASK = "***";

    /** In the names of settings, fields and headers, whatever stands before and behind it. */
    private static final String NAMES =
            "(?:passw(?:or)?d|passphrase|secret|jaas[-_.]?config|authorization"
                    + "|(?:api|operator|private|service|secret|access)[-_ ]?key"
                    + "|(?:access|refresh|id|auth|session)[-_ ]?token)[\\w-]{0,20}";

    /** What may be short or a word, and is a secret only when it is given just so. */
    private static final String TOKEN = "(?<![a-z])token(?:=|\\\\?[\"']\\s{0,3}:\\s{0,3})";

    private static final String IS = "\\\\?[\"']?\\s{0,3}[:=]\\s{0,3}";
    private static final String VALUE =
            "(?:\\\\?\"[^\"\\n]*\"?|'[^'\\n]*'?"
                    + "|(?:Basic |Bearer |Digest )?[^\\s,;&)\\]}\"']+)";

    /** Numbers are secret only under a name; three digits are rather the code of an error. */
    private static final String NUMBERS =
            "(?<![a-z])(?:x-pin|pin|otp|totp|(?:one[-_ ]?time[-_ ]?)?code)";

    private static final String DIGITS = "\\\\?[\"']?\\d{4,12}(?!\\d)";

    /** What is kept stands in the first group. */
    private static final List<Pattern> PATTERNS =
            List.of(
                    of("(?i)(" + NAMES + IS + ")" + VALUE),
                    of("(?i)(" + TOKEN + ")" + VALUE),
                    of("(?i)(" + NUMBERS + IS + ")" + DIGITS),
                    of("(?i)((?<![a-z])cv[cv]" + IS + ")\\\\?[\"']?\\d{3,4}(?!\\d)"),
                    // As it is sent: Bearer …
                    of("(?i)(\\b(?:bearer|basic) )[A-Za-z0-9._~+/=-]{8,}"),
                    // JSON Web Tokens
                    of("((?<![\\w-])eyJ)[\\w-]{8,2048}+\\.[\\w-]{1,4096}(?:\\.[\\w-]{0,2048})?"),
                    // Keys that say what they are: Stripe, Omise, OpenAI, webhooks, ours
                    of("(\\b[srp]k_(?:live|test)_)[A-Za-z0-9]{4,}"),
                    of("(\\b[sp]key_(?:(?:live|test)_)?)[a-z0-9]{8,}"),
                    of("(\\bsk-)[\\w-]{12,}"),
                    of("(\\bwhsec_)[\\w+/=-]{4,}"),
                    of("(\\bf(?:lk|rt)_)[\\w-]{16,}"),
                    of("(\\bpi_[A-Za-z0-9]{8,64}_secret_)[A-Za-z0-9]+"),
                    // Of an address: user:password@host
                    of("(://[^\\s:/@]{1,256}:)[^\\s/@]{1,256}(?=@)"),
                    of("(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]*"));

    private Masks() {}

    private static Pattern of(String regex) {
        return Pattern.compile(regex);
    }

    /** The same text where it has no secret. */
    static String masked(String text) {
        String masked = text;
        for (var pattern : PATTERNS) {
            var matcher = pattern.matcher(masked);
            if (matcher.find()) masked = matcher.replaceAll("$1" + MASK);
        }
        return masked;
    }
}
