package io.florin.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a secret goes, what helps an operator stays. The secrets are made up. */
class MasksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Authorization: Bearer abc.def-123                    | Authorization: ***
                    sent Bearer abcdefgh12345 to                         | sent Bearer *** to
                    Basic dXNlcjpwYXNz                                   | Basic ***
                    token eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm4ifQ.c2ln-_ | token eyJ***
                    {"accessToken":"abc","expiresIn":900}                | {"accessToken":***,"expiresIn":900}
                    {"refreshToken": "frt_x.y.z"}                        | {"refreshToken": ***}
                    {"token":"abc"}                                      | {"token":***}
                    ?token=abc&x=1                                       | ?token=***&x=1
                    frt_abcdefghijklmnopqrstuvwxyz.s1.default            | frt_***.s1.default
                    flk_abcdefghijklmnopqrstuvwxyz0123456789             | flk_***
                    X-Api-Key: abc                                       | X-Api-Key: ***
                    operator-key = "abc def"                             | operator-key = ***
                    florin.providers.stripe.secret-key=sk_live_abc       | florin.providers.stripe.secret-key=***
                    used sk_live_51Habcdef here                          | used sk_live_*** here
                    used rk_test_51Habcdef here                          | used rk_test_*** here
                    used skey_test_5abcdefgh here                        | used skey_test_*** here
                    used sk-proj-abcdefghijkl_mn here                    | used sk-*** here
                    signed by whsec_MfKQ9r8GKYqrTwjU+/==                 | signed by whsec_***
                    "client_secret": "pi_123_secret_456"                 | "client_secret": ***
                    pi_3abcdefgh_secret_Qabc                             | pi_3abcdefgh_secret_***
                    {\\"password\\":\\"open-sesame\\"}                   | {\\"password\\":***}
                    password='open sesame', user=ann                     | password=***, user=ann
                    password=open-sesame; user=ann                       | password=***; user=ann
                    newPasswd: x                                         | newPasswd: ***
                    jdbc:postgresql://h/db?user=f&password=abc           | jdbc:postgresql://h/db?user=f&password=***
                    https://user:pass@host/x                             | https://user:***@host/x
                    sasl.jaas.config=org.x.PlainLoginModule required     | sasl.jaas.config=*** required
                    X-Pin: 9182                                          | X-Pin: ***
                    {"pin":"918273"}                                     | {"pin":***"}
                    pin=918273                                           | pin=***
                    {"code":"482913"}                                    | {"code":***"}
                    otp: 482913                                          | otp: ***
                    cvc=123                                              | cvc=***
                    {"code":"insufficient_funds"}                        | {"code":"insufficient_funds"}
                    exit code: 143                                       | exit code: 143
                    The password is wrong.                               | The password is wrong.
                    florin.identity.secret is too short                  | florin.identity.secret is too short
                    One-time code for ann of default (login): 482913     | One-time code for ann of default (login): 482913
                    wallet default/ann, 12345678 cents, shopping=1234    | wallet default/ann, 12345678 cents, shopping=1234
                    job 0197c2f4-77aa-7bcd-8def-0123456789ab             | job 0197c2f4-77aa-7bcd-8def-0123456789ab
                    risk_live_abcdef task-force-of-many-words            | risk_live_abcdef task-force-of-many-words
                    """)
    void secretsGoAndTheRestStays(String text, String masked) {
        assertThat(Masks.masked(text)).isEqualTo(masked);
    }

    /** On several lines, as in a trace or a file. */
    @Test
    void aPrivateKeyGoesWhole() {
        var key = "-----BEGIN PRIVATE KEY-----\nMIIabc\ndef=\n-----END PRIVATE KEY-----";
        assertThat(Masks.masked(key))
                .isEqualTo("-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----");
    }

    /**
     * Whatever is written, it takes no time to speak of: the worst are beginnings that never end.
     */
    @ParameterizedTest
    @CsvSource({"eyJ-", "password", "://a:", "pi_aaaaaaaa", "secret=", "code:", "Bearer "})
    void theWorstTextIsDoneInNoTime(String worst) {
        var text = worst.repeat(32_768 / worst.length());
        long begun = System.nanoTime();
        assertThat(Masks.masked(text)).isNotNull();
        assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "20261126"})
    void aKeyThatSaysWhatItIsGoesWhateverStandsAroundIt(long seed) {
        var random = new Random(seed);
        var words = new String[] {"password", "code", "1234", "sk_live_abcd", "Bearer", "eyJ"};
        var between = new String[] {" ", "=", ": ", "\"", "\":\"", ", ", "://", "@", "\n"};
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(words[random.nextInt(words.length)]);
                text.append(between[random.nextInt(between.length)]);
            }
            var once = Masks.masked(text.toString());
            assertThat(once).as("seed %d: %s", seed, text).doesNotContain("sk_live_abcd");
        }
    }
}
