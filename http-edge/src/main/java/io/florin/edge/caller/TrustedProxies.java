package io.florin.edge.caller;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of the edge, whose word on where a request came from is taken. Each proxy
 * appends to {@code X-Forwarded-For} the address it was called from, so the header is read from its
 * end: the first address that is no proxy's is the client's, and what stands before it anybody may
 * have written.
 */
public record TrustedProxies(List<Network> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String FORWARDED_FOR = "x-forwarded-for";

    /** An address with a port; an IPv6 address then stands in brackets. */
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^\\[\\]]+)](?::\\d+)?|(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Never throws: what cannot be read ends the search at the last address that is known. */
    public ClientAddress client(HttpRequest request) {
        var peer =
                request.getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(remote -> remote.getAddress())
                        .orElse(null);
        if (peer == null) return ClientAddress.UNKNOWN;
        if (networks.isEmpty() || !trusts(peer)) return new ClientAddress(peer);
        return new ClientAddress(beyond(peer, hops(request)));
    }

    private InetAddress beyond(InetAddress peer, List<String> hops) {
        var known = peer;
        for (String hop : hops) {
            var address = parse(hop.strip());
            if (address == null) return known;
            if (!trusts(address)) return address;
            known = address;
        }
        return known;
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** The nearest first. */
    private static List<String> hops(HttpRequest request) {
        var hops = new ArrayList<String>();
        for (HttpHeader header : request.getHeaders()) {
            if (header.is(FORWARDED_FOR)) Collections.addAll(hops, header.value().split(",", -1));
        }
        return hops.reversed();
    }

    private static @Nullable InetAddress parse(String hop) {
        var ported = WITH_PORT.matcher(hop);
        String literal = hop;
        if (ported.matches()) literal = ported.group(1) != null ? ported.group(1) : ported.group(2);
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
