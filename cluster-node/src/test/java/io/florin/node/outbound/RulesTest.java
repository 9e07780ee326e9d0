package io.florin.node.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.outbound.Receipt.Answered;
import io.florin.node.outbound.Receipt.Silent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be told, and what follows from an answer. */
class RulesTest {
    /** In which reach: public, loopback, private; never. */
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8,            public",
        "1.1.1.1,            public",
        "172.15.255.255,     public",
        "172.32.0.0,         public",
        "100.128.0.0,        public",
        "223.255.255.255,    public",
        "2606:4700::1111,    public",
        "2002:808:808::1,    public",
        "64:ff9b::8.8.8.8,   public",
        "127.0.0.1,          loopback",
        "127.255.0.9,        loopback",
        "::1,                loopback",
        "::ffff:127.0.0.1,   loopback",
        "64:ff9b::7f00:1,    loopback",
        "::127.0.0.1,        loopback",
        "10.0.0.1,           private",
        "172.16.0.1,         private",
        "172.31.255.255,     private",
        "192.168.1.1,        private",
        "100.64.0.1,         private",
        "fc00::1,            private",
        "fdff::1,            private",
        "::ffff:10.0.0.1,    private",
        "2002:a00:1::1,      private",
        "0.0.0.0,            never",
        "169.254.169.254,    never",
        "::ffff:169.254.169.254, never",
        "64:ff9b::a9fe:a9fe, never",
        "2002:a9fe:a9fe::1,  never",
        "192.0.0.1,          never",
        "198.18.0.1,         never",
        "224.0.0.1,          never",
        "255.255.255.255,    never",
        "240.0.0.1,          never",
        "::,                 never",
        "fe80::1,            never",
        "fec0::1,            never",
        "ff02::1,            never"
    })
    void whatIsNotPublicIsToldOnlyWhereThatIsAllowed(String text, String reach) {
        var address = InetAddress.ofLiteral(text);
        assertThat(AddressRule.allows(address, Reach.PUBLIC)).isEqualTo(reach.equals("public"));
        assertThat(AddressRule.allows(address, new Reach(true, false)))
                .isEqualTo(reach.equals("public") || reach.equals("loopback"));
        assertThat(AddressRule.allows(address, new Reach(false, true)))
                .isEqualTo(reach.equals("public") || reach.equals("private"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example,                  good",
        "https://a.example/hook?x=1&y=%20,   good",
        "https://a-b.example:8443/hook,      good",
        "HTTPS://a.example/,                 bad",
        "https://A.Example/,                 good",
        "https://8.8.8.8/,                   good",
        "https://[2606:4700::1111]/,         good",
        "http://a.example/,                  bad",
        "http://127.0.0.1:8080/,             loopback",
        "http://localhost:8080/,             loopback",
        "http://[::1]:8080/,                 loopback",
        "http://10.0.0.1/,                   bad",
        "http://localhost.example/,          bad",
        "https://user:secret@a.example/,     bad",
        "https://user@a.example/,            bad",
        "https://a.example/#part,            bad",
        "https://a.example:0/,               bad",
        "https://a.example:65536/,           bad",
        "https://a_b.example/,               bad",
        "https://-a.example/,                bad",
        "https://2130706433/,                bad",
        "https://0x7f000001/,                bad",
        "https://127.1/,                     bad",
        "https://0177.0.0.1/,                bad",
        "https:///hook,                      bad",
        "https:a.example,                    bad",
        "ftp://a.example/,                   bad",
        "file:///etc/passwd,                 bad",
        "a.example/hook,                     bad",
        "//a.example/hook,                   bad",
        "https://a.example/a b,              bad",
        "https://a.example/ä,                bad",
        "'',                                 bad"
    })
    void anAddressIsSecureAndNamesAHost(String url, String kind) {
        assertThat(UrlRule.fault(url, Reach.PUBLIC).isEmpty()).isEqualTo(kind.equals("good"));
        assertThat(UrlRule.fault(url, new Reach(true, true)).isEmpty())
                .isEqualTo(!kind.equals("bad"));
    }

    @Test
    void noAddressHasALineInIt() {
        assertThat(UrlRule.fault("https://a.example/\r\nX: y", Reach.PUBLIC)).isPresent();
        assertThat(UrlRule.fault("https://a.example/" + "x".repeat(2_048), Reach.PUBLIC))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "200, delivered",
        "204, delivered",
        "299, delivered",
        "301, again",
        "307, again",
        "400, again",
        "401, again",
        "404, again",
        "408, again",
        "409, again",
        "410, gone",
        "429, again",
        "500, again",
        "503, again",
        "599, again"
    })
    void only2xxIsTakenAnd410IsTheEnd(int status, String verdict) {
        var found = Verdict.of(new Answered(status, null));
        assertThat(found.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(verdict);
    }

    @Test
    void silenceIsTriedAgain() {
        assertThat(Verdict.of(new Silent("timeout", "No answer.")))
                .isEqualTo(new Verdict.Again("timeout", "No answer.", null));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "43200, 43200", "999999999, 43200"})
    void whoAsksForTimeGetsItWithinReason(int asked, int given) {
        assertThat(Verdict.of(new Answered(503, Duration.ofSeconds(asked))))
                .isEqualTo(
                        new Verdict.Again(
                                "answered_503",
                                "The endpoint answered 503.",
                                Duration.ofSeconds(given)));
    }
}
