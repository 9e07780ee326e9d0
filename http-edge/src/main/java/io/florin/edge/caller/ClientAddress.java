package io.florin.edge.caller;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a request came from. Null when the server did not learn it. */
public record ClientAddress(@Nullable InetAddress ip) {
    static final ClientAddress UNKNOWN = new ClientAddress(null);
    private static final int NETWORK_BYTES = 8;

    /** As text, in one spelling; {@code unknown} if it is. */
    public String text() {
        return ip == null ? "unknown" : spelled(ip);
    }

    /**
     * Who is counted: whoever has one address of IPv6 has the whole /64, 2^64 of them, to come back
     * with.
     */
    public String subject() {
        if (!(ip instanceof Inet6Address v6)) return text();
        byte[] network = Arrays.copyOf(v6.getAddress(), v6.getAddress().length);
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        return spelled(Network.address(network)) + "/64";
    }

    /** Without the name of the interface that a local address may carry. */
    private static String spelled(InetAddress ip) {
        String text = ip.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
