package io.florin.edge.user;

import io.florin.edge.json.Type;
import io.florin.edge.json.Types;
import io.florin.protocol.account.Text;
import io.florin.protocol.refusal.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person may be called and keep secret. Usernames and e-mails are ASCII, so that none looks
 * like another one, and are read in lower case.
 */
public final class UserTypes {
    public static final int MIN_PASSWORD_CHARS = 8;
    public static final int MAX_PASSWORD_CHARS = 256;
    private static final int MAX_USERNAME_CHARS = 32;
    private static final int MAX_EMAIL_CHARS = 254;
    private static final int MAX_PIN_DIGITS = 8;
    private static final int MAX_CODE_CHARS = 16;

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,31}");
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
                            + "@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
                            + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");
    private static final Pattern PIN = Pattern.compile("[0-9]{4,8}");
    private static final Pattern CODE = Pattern.compile("[0-9]{4,10}");

    public static final Type<String> USERNAME_TYPE =
            Types.parsed(
                    Refusal.USERNAME_INVALID,
                    "3 to 32 letters a to z, digits, '.', '_' or '-'",
                    MAX_USERNAME_CHARS,
                    text -> folded(text, USERNAME));

    public static final Type<String> EMAIL_TYPE =
            Types.parsed(
                    Refusal.EMAIL_INVALID,
                    "an e-mail such as ann@example.com",
                    MAX_EMAIL_CHARS,
                    text -> folded(text, EMAIL));

    /** One that somebody chooses. */
    public static final Type<String> NEW_PASSWORD =
            Types.parsed(
                    Refusal.PASSWORD_INVALID,
                    "a text of %d to %d characters"
                            .formatted(MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS),
                    MAX_PASSWORD_CHARS,
                    text ->
                            Optional.of(text)
                                    .filter(t -> t.length() >= MIN_PASSWORD_CHARS)
                                    .filter(Text::isStorable));

    /** One that somebody claims to know: whatever it is, it is compared. */
    public static final Type<String> PASSWORD =
            Types.parsed(
                    Refusal.PASSWORD_INVALID,
                    "a text of at most %d characters".formatted(MAX_PASSWORD_CHARS),
                    MAX_PASSWORD_CHARS,
                    text -> Optional.of(text).filter(Text::isStorable));

    public static final Type<String> PIN_TYPE =
            Types.parsed(
                    Refusal.PIN_INVALID,
                    "4 to 8 digits",
                    MAX_PIN_DIGITS,
                    text -> Optional.of(text).filter(t -> PIN.matcher(t).matches()));

    /** A one-time code as a person types it. */
    public static final Type<String> CODE_TYPE =
            Types.parsed(
                    Refusal.FIELD_INVALID,
                    "the digits of a code",
                    MAX_CODE_CHARS,
                    text -> Optional.of(text).filter(t -> CODE.matcher(t).matches()));

    private UserTypes() {}

    private static Optional<String> folded(String text, Pattern pattern) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isAscii = text.chars().allMatch(c -> c < 0x80); // İ folds to i and a dot
        return isAscii && pattern.matcher(lower).matches() ? Optional.of(lower) : Optional.empty();
    }
}
