package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.apache.ignite.failure.NoOpFailureHandler;
import org.apache.ignite.spi.IgniteSpiOperationTimeoutHelper;
import org.junit.jupiter.api.Test;

/** Connections of a node that stops. */
final class DiscoveryTest {
    private static final int ANY = 47_800;

    private static GridNode node() {
        String here = InetAddress.getLoopbackAddress().getHostAddress();
        return GridNode.start(new GridNode.Plan(
                Roles.driver("alone"),
                List.of(new Address(here, ANY)),
                here,
                ANY,
                false,
                1,
                Duration.ofSeconds(10),
                new NoOpFailureHandler(),
                null));
    }

    @Test
    void whatANodeOpenedIsClosedWhenItStops() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GridNode node = node()) {
            Discovery discovery = (Discovery) node.ignite().configuration().getDiscoverySpi();
            Socket opened = discovery.openSocket(
                    new Socket(),
                    new InetSocketAddress(other.getInetAddress(), other.getLocalPort()),
                    new IgniteSpiOperationTimeoutHelper(discovery, true));
            assertThat(opened.isConnected()).isTrue();
            assertThat(opened.isClosed()).isFalse();

            node.close();

            assertThat(opened.isClosed()).isTrue();
        }
    }
}
