package dev.reeve.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A host and a port of a cluster. Immutable. */
record Address(String host, int port) {
    static final int DEFAULT_PORT = 47500;

    /**
     * The addresses in a text: {@code host}, {@code host:port}, several with commas between them.
     *
     * @throws IllegalArgumentException if it is none
     */
    static List<Address> parseAll(String text) {
        List<Address> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            all.add(parse(part.strip()));
        }
        return List.copyOf(all);
    }

    static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 || text.endsWith("]") ? text : text.substring(0, colon);
        String port = colon < 0 || text.endsWith("]") ? "" : text.substring(colon + 1);
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")
                || colon >= 0 && host.length() < text.length() && !port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no address of a cluster. Write HOST or HOST:PORT,"
                    + " several with commas between them: node1:" + DEFAULT_PORT + ",node2:" + DEFAULT_PORT + ".");
        }
        int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("\"" + text + "\" has the port " + number + "; use 1 to 65535.");
        }
        return new Address(host, number);
    }

    /** Whether something listens there. */
    boolean answers(int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(bareHost(), port), millis);
            return true;
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    /** Whether that is a place that only this machine reaches; false for a name that is not known. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(bareHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** The address of this machine that its packets to there come from. */
    String reachedFrom() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(bareHost(), port));
            return socket.getLocalAddress().getHostAddress();
        } catch (SocketException | UncheckedIOException e) {
            throw new IllegalStateException("there is no way from here to " + this + ": " + e.getMessage(), e);
        }
    }

    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
