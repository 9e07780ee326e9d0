package io.florin.persistence.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire to the server that can stop carrying bytes in the middle of a message, without closing:
 * what the server sees of a client process that was stopped.
 */
public final class PausableLink implements AutoCloseable {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final ServerSocket entrance;
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesLeft = new AtomicLong(UNLIMITED);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    private PausableLink(ServerSocket entrance, int serverPort) {
        this.entrance = entrance;
        this.serverPort = serverPort;
    }

    /** Starts carrying. */
    public static PausableLink to(int serverPort) {
        try {
            var entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var link = new PausableLink(entrance, serverPort);
            Thread.ofVirtual().start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Carries so many more bytes towards the server, then none. */
    public void pauseAfterBytes(long bytes) {
        bytesLeft.set(bytes);
    }

    public boolean isPaused() {
        return bytesLeft.get() == 0;
    }

    /** Carries on, also what has gathered. */
    public void resume() {
        lock.lock();
        try {
            bytesLeft.set(UNLIMITED);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        resume();
        closeQuietly(entrance);
        sockets.forEach(PausableLink::closeQuietly);
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> carry(client, server, true));
                Thread.ofVirtual().start(() -> carry(server, client, false));
            }
        } catch (IOException _) {
            // The entrance was closed, or the server is down: nobody else comes in.
        }
    }

    private void carry(Socket from, Socket to, boolean towardsServer) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), towardsServer);
        } catch (IOException | InterruptedException _) {
            // One side hung up, and the other is told so by closing.
        }
    }

    private void copy(InputStream from, OutputStream to, boolean towardsServer)
            throws IOException, InterruptedException {
        var buffer = new byte[1024];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            int carried = 0;
            while (carried < read) {
                int now = towardsServer ? allowed(read - carried) : read - carried;
                to.write(buffer, carried, now);
                carried += now;
            }
        }
    }

    private int allowed(int wanted) throws InterruptedException {
        lock.lock();
        try {
            while (bytesLeft.get() == 0) {
                moved.await();
            }
            int allowed = (int) Math.min(wanted, bytesLeft.get());
            if (bytesLeft.get() != UNLIMITED) bytesLeft.addAndGet(-allowed);
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
