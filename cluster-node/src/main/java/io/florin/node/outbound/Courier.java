package io.florin.node.outbound;

import io.florin.node.outbound.Receipt.Silent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to endpoints. An HTTP client of the platform resolves names by itself, after whoever
 * checked them, and follows its own rules about proxies: a name that leads elsewhere the second
 * time would get past the check. So the connection is made to the very address that was looked at,
 * and what is said on it is little: one request, one answer of which the head is read.
 */
final class Courier {
    /** Where names lead. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;

        /** The system's. */
        static Resolver ofSystem() {
            return host -> List.of(InetAddress.getAllByName(host));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final OutboundSettings settings;
    private final Resolver resolver;
    private final SSLSocketFactory tls;

    Courier(OutboundSettings settings, Resolver resolver, SSLSocketFactory tls) {
        this.settings = settings;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** Blocks, for no longer than the settings say; an interrupt closes the connection. */
    Receipt post(String url, Map<String, String> headers, byte[] body) {
        var uri = URI.create(url);
        var answer = new AnswerHead(settings.answerMillis());
        try (var socket = connect(uri)) {
            socket.setSoTimeout(settings.answerMillis());
            var stream = uri.getScheme().equals("https") ? secured(socket, uri) : socket;
            try (stream) {
                var out = stream.getOutputStream();
                out.write(head(uri, headers, body.length));
                out.write(body);
                out.flush();
                return answer.read(stream);
            }
        } catch (Forbidden e) {
            return new Silent("address_forbidden", "The url leads to no public address.");
        } catch (UnknownHostException e) {
            return new Silent("host_unknown", "The host's name leads nowhere.");
        } catch (SocketTimeoutException e) {
            return new Silent("timeout", "There was no answer in time.");
        } catch (SSLException e) {
            LOG.debug("No TLS with {}", uri.getHost(), e);
            return new Silent("tls_failed", "There was no secure connection.");
        } catch (AnswerHead.Malformed e) {
            return new Silent("answer_malformed", "The answer is not one of HTTP/1.1.");
        } catch (IOException e) {
            LOG.debug("No connection with {}", uri.getHost(), e);
            return new Silent("connection_failed", "The connection failed.");
        }
    }

    /** Whether every address that the host has now may be told; one that has none may, so far. */
    boolean mayTell(String url) {
        try {
            addresses(URI.create(url).getHost());
            return true;
        } catch (Forbidden e) {
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static final class Forbidden extends IOException {}

    private List<InetAddress> addresses(String host) throws UnknownHostException, Forbidden {
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var addresses = resolver.resolve(name);
        if (addresses.stream().allMatch(it -> AddressRule.allows(it, settings.reach()))) {
            return addresses;
        }
        throw new Forbidden();
    }

    /** The first address that takes the connection. */
    private Socket connect(URI uri) throws IOException {
        IOException last = new UnknownHostException(uri.getHost());
        for (var address : addresses(uri.getHost())) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port(uri)), settings.connectMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private Socket secured(Socket socket, URI uri) throws IOException {
        var secured = (SSLSocket) tls.createSocket(socket, uri.getHost(), port(uri), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static int port(URI uri) {
        if (uri.getPort() > 0) return uri.getPort();
        return uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    private static byte[] head(URI uri, Map<String, String> headers, int length) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host = uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
        var head = new StringBuilder();
        head.append("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\n");
        head.append("User-Agent: Florin-Webhooks\r\nConnection: close\r\n");
        head.append("Content-Type: application/json\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
