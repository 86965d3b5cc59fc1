package dev.reeve.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Puts in the place of the proxy who asked the proxy, and whether that was over TLS. Jetty's own believes everybody, and
 * the first address in the header, which anybody may write.
 */
final class Forwarded implements HttpConfiguration.Customizer {
    /** The attribute of a request that says below which path the proxy has us. */
    static final String PREFIX = "reeve.prefix";

    /** A year. */
    private static final String STRICT = "max-age=31536000";

    private final HttpOptions options;

    Forwarded(HttpOptions options) {
        this.options = options;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        Request real = real(request);
        if (real.isSecure()) {
            answer.put(HttpHeader.STRICT_TRANSPORT_SECURITY, STRICT);
        }
        return real;
    }

    private Request real(Request request) {
        if (options.proxies().networks().isEmpty()
                || !(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from)
                || from.getAddress() == null) {
            return request;
        }
        if (!options.proxies().has(from.getAddress())) {
            if (!mayAsk(from.getAddress(), request.isSecure(), Request.getPathInContext(request))) {
                throw new HttpException.RuntimeException(403, "Plain HTTP is for the proxy only.");
            }
            return request;
        }
        String prefix = request.getHeaders().get("X-Forwarded-Prefix");
        if (prefix != null) {
            request.setAttribute(PREFIX, prefix);
        }
        List<String> before = request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR);
        InetAddress asking = options.proxies().asking(from.getAddress(), before);
        boolean secure = request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO));
        return new OfProxy(request, new InetSocketAddress(asking, 0), secure);
    }

    /** Who goes round the proxy would send a key in plain text; those who look whether the server lives have none. */
    boolean mayAsk(InetAddress from, boolean secure, String path) {
        return secure || options.plain() || from.isLoopbackAddress() || path.startsWith("/health/");
    }

    private static final class OfProxy extends Request.Wrapper {
        private final ConnectionMetaData connection;
        private final boolean secure;

        OfProxy(Request request, SocketAddress asking, boolean secure) {
            super(request);
            this.secure = secure;
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return asking;
                }

                @Override
                public boolean isSecure() {
                    return secure;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            HttpURI uri = super.getHttpURI();
            return secure ? HttpURI.build(uri).scheme(HttpScheme.HTTPS).asImmutable() : uri;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
