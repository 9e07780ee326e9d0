package io.florin.node.session.rules;

import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Converse;
import io.florin.protocol.session.SessionCommand.End;
import io.florin.protocol.session.SessionCommand.IssueCode;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionCommand.Relent;
import io.florin.protocol.session.SessionCommand.Silence;
import io.florin.protocol.session.SessionCommand.Try;
import io.florin.protocol.session.SessionCommand.VerifyCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a session, in a few words:
 *
 * <pre>
 * begin ann t1      a login idle for 1 min, alive for 5; its first token is t1
 * refresh t1 t2     end logged_out
 * converse menu 30  silence                     its state, and seconds to live
 * issue 777 3       verify 777 k=A              a code for ann, 60 s, 3 tries
 * try 3             relent                      3 tries, locked for 60 s
 * </pre>
 */
public final class Phrases {
    private static final long MINUTE = 60;

    private Phrases() {}

    public static SessionCommand command(String phrase) {
        var words = List.of(phrase.split(" ", -1));
        return switch (words.getFirst()) {
            case "begin" -> new Begin(words.get(1), secret(words.get(2)), MINUTE, 5 * MINUTE);
            case "refresh" -> new Refresh(secret(words.get(1)), secret(words.get(2)));
            case "end" -> new End(EndReason.valueOf(words.get(1).toUpperCase(Locale.ROOT)));
            case "converse" -> new Converse(words.get(1), "{}", Long.parseLong(words.get(2)));
            case "silence" -> new Silence();
            case "issue" ->
                    new IssueCode(
                            "login",
                            words.size() > 3 ? words.get(3) : "ann",
                            secret(words.get(1)),
                            MINUTE,
                            Integer.parseInt(words.get(2)));
            case "verify" -> new VerifyCode(key(words), secret(words.get(1)));
            case "try" -> new Try(Integer.parseInt(words.get(1)), MINUTE);
            case "relent" -> new Relent();
            default -> throw new IllegalArgumentException(phrase);
        };
    }

    private static @Nullable String key(List<String> words) {
        return words.getLast().startsWith("k=") ? words.getLast().substring(2) : null;
    }

    public static SecretHash secret(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new SecretHash(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
