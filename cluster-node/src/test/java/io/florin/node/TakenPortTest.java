package io.florin.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.florin.node.kafka.KafkaServer;
import io.florin.persistence.testing.PostgresExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node whose port somebody else has does not start, and says which. The one that is found out
 * before it has entered its row comes first: the other leaves one that is fresh for a while.
 */
@TestMethodOrder(OrderAnnotation.class)
class TakenPortTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static Config config(int edge, int management, int metrics) {
        return POSTGRES.config(
                """
                florin {
                  http { port = %d, operator-key = "operator-key-of-this-test-only" }
                  identity.secret = "the secret of an installation for a test"
                  kafka { bootstrap-servers = "%s", name-prefix = "%s" }
                  metrics { port = %d }
                }
                pekko {
                  remote.artery.canonical.port = 0
                  management.http { hostname = "127.0.0.1", port = %d }
                  coordinated-shutdown.exit-jvm = off
                  cluster.run-coordinated-shutdown-when-down = off
                }
                """
                        .formatted(
                                edge,
                                KafkaServer.shared().address(),
                                POSTGRES.name(),
                                metrics,
                                management));
    }

    @Test
    @Order(1)
    void theMetricsListenFirst() throws IOException {
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatThrownBy(() -> Node.start(config(0, 0, taken.getLocalPort())))
                    .isInstanceOf(NodeNotStarted.class)
                    .hasMessageStartingWith("The node cannot start: Metrics cannot be served on")
                    .hasMessageEndingWith("set florin.metrics.port to a free port.");
        }
    }

    /** Both ports are taken, and the management's is missed first: the edge says what is ready. */
    @Test
    @Order(2)
    void managementListensBeforeTheEdge() throws IOException {
        try (var edge = new ServerSocket(0, 1, LOOPBACK);
                var management = new ServerSocket(0, 1, LOOPBACK)) {
            var taken = config(edge.getLocalPort(), management.getLocalPort(), 0);
            assertThatThrownBy(() -> Node.start(taken))
                    .isInstanceOf(NodeNotStarted.class)
                    .hasMessageContaining(":" + management.getLocalPort());
        }
    }
}
