package io.florin.node.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an endpoint's address may look like, before anybody asks where it leads. */
final class UrlRule {
    private static final int MAX_CHARS = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\\.[a-z0-9]([a-z0-9-]{0,62}))*\\.?");

    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private UrlRule() {}

    /** In a sentence; empty if it may be resolved. */
    static Optional<String> fault(String url, Reach reach) {
        if (url.length() > MAX_CHARS || !url.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.of("The url is at most 2048 printable ASCII characters.");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            return Optional.of("The url cannot be read.");
        }
        return fault(uri, reach);
    }

    private static Optional<String> fault(URI uri, Reach reach) {
        var host = uri.getHost();
        if (host == null) return Optional.of("The url names no host.");
        if (uri.getRawUserInfo() != null) {
            return Optional.of("The url may have no credentials: verify the signature instead.");
        }
        if (uri.getRawFragment() != null) return Optional.of("The url may have no fragment.");
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return Optional.of("A port is 1 to 65535.");
        }
        if (literal(host).isEmpty() && !isName(host)) {
            return Optional.of("The host is a name, or an address of four decimal numbers.");
        }
        return switch (String.valueOf(uri.getScheme())) {
            case "https" -> Optional.empty();
            case "http" ->
                    reach.loopback() && isLoopback(host)
                            ? Optional.empty()
                            : Optional.of("The url begins with https://.");
            default -> Optional.of("The url begins with https://.");
        };
    }

    /** A name whose last part is a number would be read as an address by some. */
    private static boolean isName(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) return false;
        var labels = name.split("\\.", -1);
        var last = labels[labels.length - 1];
        if (last.isEmpty() && labels.length > 1) last = labels[labels.length - 2];
        return !Character.isDigit(last.charAt(0));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** The address, if the host is one that everybody reads alike. */
    private static Optional<InetAddress> literal(String host) {
        if (!host.startsWith("[") && !DOTTED.matcher(host).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
