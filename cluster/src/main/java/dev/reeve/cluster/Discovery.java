package dev.reeve.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.ignite.spi.IgniteSpiOperationTimeoutException;
import org.apache.ignite.spi.IgniteSpiOperationTimeoutHelper;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How nodes find each other, which closes what it opened when it stops. The grid's own leaves the connection to the next node
 * open if it stops while others come and go: the worker at its other end keeps a thread and 2 MB for it until this process
 * happens to collect the socket.
 */
final class Discovery extends TcpDiscoverySpi {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Set<Socket> opened = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    protected Socket openSocket(Socket socket, InetSocketAddress to, IgniteSpiOperationTimeoutHelper time)
            throws IOException, IgniteSpiOperationTimeoutException {
        opened.add(socket);
        Socket connected = super.openSocket(socket, to, time);
        opened.add(connected);
        return connected;
    }

    @Override
    public void spiStop() {
        super.spiStop();
        synchronized (opened) {
            opened.forEach(Discovery::close);
            opened.clear();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection of a node that has stopped cannot be closed: {}", e.toString());
        }
    }
}
