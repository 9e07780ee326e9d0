package io.florin.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request came from, and that nobody but a trusted proxy has a say in it. */
class TrustedProxiesTest {
    private static final TrustedProxies OURS =
            new TrustedProxies(
                    Stream.of("10.0.0.0/8", "192.168.7.1", "fd00::/8")
                            .map(Network::parse)
                            .toList());

    private static ClientAddress client(TrustedProxies proxies, String peer, String... forwarded) {
        var request =
                HttpRequest.create("/")
                        .addAttribute(
                                AttributeKeys.remoteAddress,
                                RemoteAddress.create(InetAddress.ofLiteral(peer)))
                        .addHeaders(
                                Arrays.stream(forwarded)
                                        .<HttpHeader>map(
                                                line -> RawHeader.create("X-Forwarded-For", line))
                                        .toList());
        return proxies.client(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    peer        | forwarded                              | address
                    # Who is no proxy is not believed.
                    8.8.8.8     | 1.2.3.4                                | 8.8.8.8
                    9.255.255.1 | 1.2.3.4                                | 9.255.255.1
                    11.0.0.0    | 1.2.3.4                                | 11.0.0.0
                    192.168.7.2 | 1.2.3.4                                | 192.168.7.2
                    # Each proxy appends, so what the client wrote itself stands before.
                    10.1.2.3    | 1.2.3.4                                | 1.2.3.4
                    10.1.2.3    | 6.6.6.6, 1.2.3.4                       | 1.2.3.4
                    10.1.2.3    | 6.6.6.6, 1.2.3.4, 10.9.9.9,192.168.7.1 | 1.2.3.4
                    192.168.7.1 | 10.0.0.1                               | 10.0.0.1
                    192.168.7.1 | 10.0.0.1, 10.0.0.2                     | 10.0.0.1
                    fd00::5     | 2001:db8::1                            | 2001:db8:0:0:0:0:0:1
                    fd00::5     | 2001:DB8:0::1                          | 2001:db8:0:0:0:0:0:1
                    10.1.2.3    | 1.2.3.4:5678                           | 1.2.3.4
                    10.1.2.3    | [2001:db8::1]:443                      | 2001:db8:0:0:0:0:0:1
                    10.1.2.3    | [2001:db8::1]                          | 2001:db8:0:0:0:0:0:1
                    10.1.2.3    | ::ffff:1.2.3.4                         | 1.2.3.4
                    # What cannot be read ends the search where it was last known.
                    10.1.2.3    | ''                                     | 10.1.2.3
                    10.1.2.3    | unknown                                | 10.1.2.3
                    10.1.2.3    | evil.example                           | 10.1.2.3
                    10.1.2.3    | 1.2.3.4, , 10.0.0.1                    | 10.0.0.1
                    10.1.2.3    | 1.2.3.4, 999.1.1.1                     | 10.1.2.3
                    10.1.2.3    | [::1                                   | 10.1.2.3
                    10.1.2.3    | 1.2.3.4;drop table                     | 10.1.2.3
                    """)
    void table(String peer, String forwarded, String address) {
        assertThat(client(OURS, peer, forwarded).text()).isEqualTo(address);
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(client(OURS, "10.0.0.1", "6.6.6.6, 1.2.3.4", "10.0.0.2").text())
                .isEqualTo("1.2.3.4");
        assertThat(client(OURS, "10.0.0.1").text()).isEqualTo("10.0.0.1");
        assertThat(client(TrustedProxies.NONE, "10.0.0.1", "1.2.3.4").text()).isEqualTo("10.0.0.1");
        assertThat(OURS.client(HttpRequest.create("/")).text()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::1, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::, 2001:db8:1:3:0:0:0:0/64",
        "::ffff:1.2.3.4, 1.2.3.4"
    })
    void whoHasOneAddressOfANetworkHasThemAll(String address, String subject) {
        assertThat(client(TrustedProxies.NONE, address).subject()).isEqualTo(subject);
    }

    @Test
    void noHeaderThrows() {
        var random = new Random(7);
        String alphabet = "0123456789abcdef.:[],% /\t\"xyz-";
        for (int i = 0; i < 20_000; i++) {
            var header = new StringBuilder();
            for (int left = random.nextInt(40); left > 0; left--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(client(OURS, "10.0.0.1", header.toString()).subject()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/9, 10.127.0.1, true",
        "10.0.0.0/9, 10.128.0.1, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false"
    })
    void networks(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "1.2.3.4/x"})
    void whatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
