package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.Progress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A JVM to be killed: starts the server of the folder it is given, prints its process number and
 * waits.
 */
final class ServerHolder {
    private ServerHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        var server =
                PostgresServer.start(
                        PostgresServerTest.settings(Path.of(arguments[0])), Progress.silent());
        System.out.println(server.pid());
        new CountDownLatch(1).await();
    }
}
