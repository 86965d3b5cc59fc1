package dev.reeve.server.http;

import dev.reeve.server.tls.KeyPairFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, and how much of what is said there others may read. Immutable.
 *
 * @param host a name or address of this computer
 * @param port 0: any that is free
 * @param tls the certificate to speak TLS with; null: plain HTTP
 * @param plain whether plain HTTP may leave this computer
 * @param proxies who is believed what it says about who asks; with one of them, plain HTTP goes to them
 */
public record HttpOptions(String host, int port, @Nullable KeyPairFiles tls, boolean plain, Proxies proxies) {
    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if there can be no such port
     */
    public HttpOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + "; use 1 to 65535, or 0 for any free one");
        }
    }

    /** Plain HTTP that does not leave this computer. */
    public HttpOptions(String host, int port) {
        this(host, port, null, false, Proxies.NONE);
    }

    /** The same at that port. */
    public HttpOptions port(int other) {
        return new HttpOptions(host, other, tls, plain, proxies);
    }

    /**
     * Refuses to send keys and passwords readable over a network.
     *
     * @throws IllegalArgumentException if they would be
     */
    public void requireClosed() {
        if (tls == null && !plain && proxies.networks().isEmpty() && !onThisComputer(host)) {
            throw new IllegalArgumentException("Others can read what goes over plain HTTP to " + host
                    + ", keys and passwords too. Give it a certificate: --tls-cert FILE --tls-key FILE; or name the proxy"
                    + " in front of it: --behind-proxy ADDRESS; or, in a network that you trust, say --insecure-http");
        }
    }

    /**
     * The same, and whether its certificate and key can be used as they are now.
     *
     * @throws IllegalArgumentException if keys would go readable over a network
     * @throws dev.reeve.server.tls.KeyPairException if there is no TLS with them
     */
    public void requireReady(InstantSource clock) {
        requireClosed();
        if (tls != null) {
            var ignored = tls.context(clock);
        }
    }

    /**
     * Whether nobody listens there, before all that is to be told of there is made.
     *
     * @throws PortInUseException if somebody does, or it is no address of this computer
     */
    public void requireFree() {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // else one that was stopped a moment ago counts
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortInUseException(host, port, e);
        }
    }

    private static boolean onThisComputer(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) { // listening will say so
            return true;
        }
    }
}
