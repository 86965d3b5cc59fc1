package dev.reeve.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Stands before a PostgreSQL as if that restarted: lets the first in, and cuts so many off that come behind it. Thread-safe. */
final class Restarting implements AutoCloseable {
    private final ServerSocket socket;
    private final URI behind;
    private final int most;
    private int came;
    private int refused;

    Restarting(DatabaseAddress address, int most) throws IOException {
        this.behind = URI.create(address.url().replaceFirst("^jdbc:", ""));
        this.most = most;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it stands, for what lies behind. */
    String url(DatabaseAddress address) {
        return address.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + socket.getLocalPort() + "/");
    }

    /** All over again. */
    synchronized void restart() {
        came = 0;
        refused = 0;
    }

    /** How many it cut off since. */
    synchronized int refused() {
        return refused;
    }

    private synchronized boolean lets() {
        boolean lets = came++ == 0 || refused == most;
        refused += lets ? 0 : 1;
        return lets;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                if (lets()) {
                    Socket server = new Socket(behind.getHost(), behind.getPort());
                    Thread.ofVirtual().start(() -> pass(client, server));
                    Thread.ofVirtual().start(() -> pass(server, client));
                } else {
                    client.close();
                }
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // by one of the two
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
