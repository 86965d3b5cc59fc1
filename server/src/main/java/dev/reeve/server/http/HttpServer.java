package dev.reeve.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens, and gives each request to the route that it is for. Started when it is made; {@link #close} stops it. */
public final class HttpServer implements AutoCloseable {
    // a long poll is silent for half a minute
    private static final long LONGEST_SILENCE_MILLIS = 120_000;
    private static final long LONGEST_STOP_MILLIS = 5_000;
    private static final int LONGEST_HEADERS = 16 << 10;

    private final Javalin javalin;
    private final HttpOptions options;

    private HttpServer(Javalin javalin, HttpOptions options) {
        this.javalin = javalin;
        this.options = options;
    }

    /**
     * Listens there.
     *
     * @throws PortInUseException if another program does
     * @throws IllegalStateException if a route stands twice, or not in the authorization table
     * @throws IllegalArgumentException if keys would go readable over a network
     * @throws dev.reeve.server.tls.KeyPairException if there is no TLS with the certificate and key
     */
    public static HttpServer start(HttpOptions options, Gate gate, List<Route> routes) {
        return start(options, gate, routes, Pages.NONE, (route, status, seconds) -> {});
    }

    /** The same, with pages for browsers, and somebody who is told of each request. */
    public static HttpServer start(HttpOptions options, Gate gate, List<Route> routes, Pages pages, Traffic traffic) {
        options.requireClosed();
        Javalin javalin = Javalin.create(config -> {
            configure(config, gate, routes, new PageExchange(pages));
            listen(config.jetty, options);
            config.requestLogger.http((context, millis) -> {
                traffic.answered(Exchange.route(context), context.statusCode(), millis / 1000.0);
                AccessLog.answered(context, millis);
            });
        });
        try {
            javalin.start(options.host(), options.port());
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new PortInUseException(options.host(), options.port(), e);
        }
        return new HttpServer(javalin, options);
    }

    private static void configure(JavalinConfig config, Gate gate, List<Route> routes, PageExchange pages) {
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
        Refusal.installIn(config, pages);
        // the first that fits is taken: a word stands before any name
        List<Route> inOrder = routes.stream()
                .sorted(Comparator.comparing(route -> route.path().replace('{', Character.MAX_VALUE)))
                .toList();
        for (Route route : inOrder) {
            Access access = AuthorizationTable.of(route);
            config.routes.addHttpHandler(
                    type(route.method()), fullPath(route.path()), new Exchange(route, access, gate));
        }
        pages.installIn(config);
    }

    private static void listen(JettyConfig jetty, HttpOptions options) {
        jetty.modifyHttpConfiguration(http -> {
            if (options.tls() != null) {
                http.addCustomizer(new SecureRequestCustomizer(false)); // whose name it is, the client checks
            }
            http.addCustomizer(new Forwarded(options));
        });
        if (options.tls() == null) {
            return;
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(options.tls().context(InstantSource.system()));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        jetty.addConnector((server, http) -> {
            HttpConnectionFactory plain = new HttpConnectionFactory(http);
            ServerConnector connector =
                    new ServerConnector(server, new SslConnectionFactory(tls, plain.getProtocol()), plain);
            connector.setHost(options.host());
            connector.setPort(options.port());
            connector.setIdleTimeout(LONGEST_SILENCE_MILLIS);
            return connector;
        });
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

    /** Health and metrics stand beside the API: whoever asks for them knows no versions. */
    public static String fullPath(String path) {
        return path.startsWith("/health/") || path.equals("/metrics") ? path : "/api/v1" + path;
    }

    /** Where it answers. */
    public URI address() {
        String host = options.host();
        String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create((options.tls() == null ? "http://" : "https://") + literal + ":" + javalin.port());
    }

    /** Takes no more requests, lets those under way end for some seconds, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
