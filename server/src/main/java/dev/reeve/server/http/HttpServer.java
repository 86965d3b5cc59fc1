package dev.reeve.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;

/** Listens, and gives each request to the route that it is for. Started when it is made; {@link #close} stops it. */
public final class HttpServer implements AutoCloseable {
    // a long poll is silent for half a minute
    private static final long LONGEST_SILENCE_MILLIS = 120_000;
    private static final long LONGEST_STOP_MILLIS = 5_000;
    private static final int LONGEST_HEADERS = 16 << 10;

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Listens there.
     *
     * @throws PortInUseException if another program does
     * @throws IllegalStateException if a route stands twice, or not in the authorization table
     */
    public static HttpServer start(HttpOptions options, Gate gate, List<Route> routes) {
        Javalin javalin = Javalin.create(config -> configure(config, gate, routes));
        try {
            javalin.start(options.host(), options.port());
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new PortInUseException(options.host(), options.port(), e);
        }
        return new HttpServer(javalin, options.host());
    }

    private static void configure(JavalinConfig config, Gate gate, List<Route> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(LONGEST_HEADERS);
        });
        config.jetty.modifyServer(HttpServer::configure);
        Refusal.installIn(config);
        for (Route route : routes) {
            Access access = AuthorizationTable.of(route);
            config.routes.addHttpHandler(
                    type(route.method()), fullPath(route.path()), new Exchange(route, access, gate));
        }
    }

    private static void configure(Server server) {
        server.setErrorHandler(new JettyRefusals());
        server.setStopTimeout(LONGEST_STOP_MILLIS);
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector timed) {
                timed.setIdleTimeout(LONGEST_SILENCE_MILLIS);
            }
        }
    }

    private static HandlerType type(Method method) {
        return switch (method) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PUT -> HandlerType.PUT;
            case PATCH -> HandlerType.PATCH;
            case DELETE -> HandlerType.DELETE;
        };
    }

    /** Health stands beside the API: whoever asks for it knows no versions. */
    public static String fullPath(String path) {
        return path.startsWith("/health/") ? path : "/api/v1" + path;
    }

    /** Where it answers. */
    public URI address() {
        String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + javalin.port());
    }

    /** Takes no more requests, lets those under way end for some seconds, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
