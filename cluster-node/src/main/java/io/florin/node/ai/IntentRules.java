package io.florin.node.ai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses from words what somebody wants of a bank, where no model does. */
final class IntentRules {
    /** What can be wanted. */
    enum Wish {
        TRANSFER,
        BALANCE,
        HISTORY,
        AIRTIME,
        DATA,
        BILL,
        SAVINGS,
        CANCEL,
        HELP,
        GREETING,
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Wish> named(String word) {
            for (var wish : values()) if (wish.word().equals(word)) return Optional.of(wish);
            return Optional.empty();
        }
    }

    /**
     * A guess.
     *
     * @param amount in digits, in major units
     * @param recipient a name or a number, as it was written
     */
    record Guess(Wish wish, @Nullable String amount, @Nullable String recipient) {}

    private record Rule(Wish wish, Pattern words) {}

    /** The first that fits. */
    private static final List<Rule> RULES =
            List.of(
                    rule(Wish.CANCEL, "cancel|stop|abort|never ?mind|no thanks"),
                    rule(Wish.AIRTIME, "airtime|recharge|top ?up|credit my (phone|line)"),
                    rule(Wish.DATA, "data|bundle|[0-9]+ ?(mb|gb)"),
                    rule(Wish.BILL, "bills?|electricity|light|nepa|dstv|gotv|cable|water|rent"),
                    rule(Wish.SAVINGS, "sav(e|ings?)|piggy|lock (my )?money|interest"),
                    rule(Wish.TRANSFER, "transfer|send|pay|give|wire"),
                    rule(Wish.HISTORY, "history|statement|transactions?|last payments?|spent"),
                    rule(Wish.BALANCE, "balance|how much|what do i have|wetin remain"),
                    rule(Wish.HELP, "help|support|agent|what can you do|how do i|menu"),
                    rule(Wish.GREETING, "hi|hello|hey|good (morning|afternoon|evening)|how far"));

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}0-9.,])[₦n$€£]?"
                            + "(?<digits>[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\\.[0-9]{1,2})?"
                            + "|[0-9]{1,9}(?:\\.[0-9]{1,2})?)(?<thousands>k)?(?![\\p{L}0-9])");
    private static final Pattern RECIPIENT =
            Pattern.compile("\\bto\\s+(?<who>0[0-9]{9,10}|[\\p{L}][\\p{L}'-]{0,39})");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

    private IntentRules() {}

    private static Rule rule(Wish wish, String words) {
        return new Rule(wish, Pattern.compile("(?<![\\p{L}0-9])(" + words + ")(?![\\p{L}0-9])"));
    }

    static Guess guess(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var wish =
                RULES.stream()
                        .filter(rule -> rule.words().matcher(lower).find())
                        .map(Rule::wish)
                        .findFirst()
                        .orElse(Wish.UNKNOWN);
        return switch (wish) {
            case TRANSFER, AIRTIME, DATA, BILL, SAVINGS ->
                    new Guess(wish, amountIn(lower), recipientIn(text));
            case BALANCE, HISTORY, CANCEL, HELP, GREETING, UNKNOWN -> new Guess(wish, null, null);
        };
    }

    private static @Nullable String amountIn(String lower) {
        var number = NUMBER.matcher(lower);
        while (number.find()) {
            var digits = number.group("digits").replace(",", "");
            boolean phone =
                    digits.startsWith("0") && digits.length() > 1 && digits.charAt(1) != '.';
            if (phone) continue;
            if (number.group("thousands") == null) return digits;
            if (digits.contains(".")) continue;
            return digits + "000";
        }
        return null;
    }

    private static @Nullable String recipientIn(String text) {
        var who = RECIPIENT.matcher(text);
        return who.find() ? who.group("who") : null;
    }

    /** An amount in digits, if it is one. */
    static Optional<String> amount(String text) {
        return Optional.of(text).filter(digits -> AMOUNT.matcher(digits).matches());
    }
}
