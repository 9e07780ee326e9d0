package io.florin.sandbox.wire;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.wire.Link.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Listens in a server's place and carries each connection to it over its caller's link. */
public final class Proxy implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;
    private static final int BACKLOG = 128;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Function<InetAddress, Link> links;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Proxy(
            ServerSocket listening, InetSocketAddress server, Function<InetAddress, Link> links) {
        this.listening = listening;
        this.server = server;
        this.links = links;
    }

    /**
     * Begins to carry, until it is closed.
     *
     * @param place where callers find it; port 0 takes any that is free
     * @param server need not listen yet
     * @param links which link a caller has, by its address
     */
    public static Proxy start(
            InetSocketAddress place, InetSocketAddress server, Function<InetAddress, Link> links) {
        try {
            var listening = new ServerSocket(place.getPort(), BACKLOG, place.getAddress());
            var proxy = new Proxy(listening, server, links);
            Thread.ofVirtual().name("proxy-" + listening.getLocalPort()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot listen on %s for a cable: %s.".formatted(place, e.getMessage()), e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var caller = listening.accept();
                if (open.size() >= 2 * CONNECTIONS_MAX) {
                    caller.close();
                } else {
                    open.add(caller);
                    Thread.ofVirtual().start(() -> carry(caller));
                }
            } catch (IOException _) {
                // It is closed, or this caller has changed its mind.
            }
        }
    }

    private void carry(Socket caller) {
        var link = links.apply(caller.getInetAddress());
        try (caller;
                var callee = new Socket()) {
            link.pass(Way.THERE);
            callee.connect(server, CONNECT_MILLIS);
            open.add(callee);
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(callee, caller, link, Way.BACK));
            pump(caller, callee, link, Way.THERE);
            back.join();
            open.remove(callee);
        } catch (IOException _) {
            // Nobody listens there: the caller is hung up on.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    /** Of one direction; that it has ended is a piece of news that travels like the others. */
    private static void pump(Socket from, Socket to, Link link, Way way) {
        var piece = new byte[PIECE_BYTES];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int bytes = in.read(piece); bytes >= 0; bytes = in.read(piece)) {
                link.pass(way);
                out.write(piece, 0, bytes);
            }
            link.pass(way);
            to.shutdownOutput();
        } catch (IOException _) {
            hangUp(from, to, link, way);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Socket from, Socket to, Link link, Way way) {
        try (from;
                to) {
            link.pass(way);
        } catch (IOException _) {
            // It is closed already.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        try (listening) {
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new CommandFailed("A cable cannot be let go: " + e.getMessage() + ".", e);
        }
    }
}
