package io.florin.node.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a webhook may be sent to. Whoever names an endpoint makes us send requests from
 * within our network: what is not a public address is refused, every spelling of it.
 */
final class AddressRule {
    /** A network, as its address and the number of bits that count. */
    private record Network(InetAddress address, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(text.substring(0, slash));
            return new Network(address, Integer.parseInt(text.substring(slash + 1)));
        }

        boolean has(byte... other) {
            byte[] ours = address.getAddress();
            if (other.length != ours.length) return false;
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((ours[bit / 8] ^ other[bit / 8]) & mask) != 0) return false;
            }
            return true;
        }
    }

    private static final List<Network> LOOPBACK = networks("127.0.0.0/8", "::1/128");

    private static final List<Network> PRIVATE =
            networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    /** Nobody's, or never a host of its own: link-local (metadata services), multicast, … */
    private static final List<Network> NEVER =
            networks(
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8",
                    "2001:db8::/32");

    /** IPv6 that stands for IPv4: what it stands for is looked at. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network COMPATIBLE = Network.of("::/96");

    private AddressRule() {}

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::of).toList();
    }

    static boolean allows(InetAddress address, Reach reach) {
        byte[] bytes = address.getAddress();
        if (isIn(LOOPBACK, bytes)) return reach.loopback();
        if (isIn(PRIVATE, bytes)) return reach.privates();
        if (isIn(NEVER, bytes)) return false;
        if (address instanceof Inet4Address) return true;
        if (NAT64.has(bytes) || COMPATIBLE.has(bytes)) return allows(within(12, bytes), reach);
        return !SIX_TO_FOUR.has(bytes) || allows(within(2, bytes), reach);
    }

    private static boolean isIn(List<Network> networks, byte... address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    private static InetAddress within(int from, byte... address) {
        var text = new StringBuilder();
        for (int i = from; i < from + 4; i++) {
            text.append(i == from ? "" : ".").append(address[i] & 0xff);
        }
        return InetAddress.ofLiteral(text.toString());
    }
}
