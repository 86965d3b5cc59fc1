package dev.reeve.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one receiver. Follows redirects that keep the method and stay on the host, at most {@value #MOST_REDIRECTS};
 * reads no more of an answer than a line for people. For one thread at a time.
 */
final class HttpSender {
    private static final int MOST_REDIRECTS = 3;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final @Nullable SSLContext tls;
    private @Nullable HttpClient client;

    /** {@code tls}: whose certificates are trusted; null for the JDK's. */
    HttpSender(@Nullable SSLContext tls) {
        this.tls = tls;
    }

    /** Posts the body; returns when the receiver answers that it took it. */
    void post(URI address, Map<String, String> headers, byte[] body, Delivery delivery)
            throws DeliveryException, InterruptedException {
        URI at = address;
        for (int redirects = 0; ; redirects++) {
            HttpAnswer answer = send(at, headers, body, delivery);
            int status = answer.status();
            if (status >= 200 && status < 300) {
                return;
            }
            if (status < 300 || status >= 400) {
                throw refused(answer, delivery.now());
            }
            if (redirects == MOST_REDIRECTS) {
                throw DeliveryException.lasting("it redirects more than " + MOST_REDIRECTS + " times");
            }
            at = redirected(at, answer);
        }
    }

    private HttpAnswer send(URI address, Map<String, String> more, byte[] body, Delivery delivery)
            throws DeliveryException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "Reeve");
        headers.putAll(more);
        InetAddress pinned = delivery.isGuarded() ? delivery.address(address.getHost()) : null;
        try {
            return pinned == null
                    ? plainly(address, headers, body, delivery.limit())
                    : new PinnedPost(pinned, address, tls, delivery.limit()).send(headers, body);
        } catch (HttpTimeoutException | SocketTimeoutException e) {
            throw DeliveryException.passing("it did not answer in time");
        } catch (ConnectException e) {
            throw DeliveryException.passing(
                    e.getCause() instanceof UnresolvedAddressException
                            ? "its host name leads nowhere"
                            : "it could not be reached");
        } catch (SSLException e) {
            throw untrusted(e);
        } catch (IOException e) {
            throw DeliveryException.passing("the connection broke or the answer is no HTTP (" + said(e) + ")");
        }
    }

    private HttpAnswer plainly(URI address, Map<String, String> headers, byte[] body, Duration limit)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = client().send(request.build(), info -> new ShortBody());
        Map<String, String> first = new HashMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new HttpAnswer(answer.statusCode(), first, answer.body());
    }

    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECTING);
            known = (tls == null ? builder : builder.sslContext(tls)).build();
            client = known;
        }
        return known;
    }

    /** A certificate that is not trusted will not be trusted in a second; a handshake that broke may succeed. */
    static DeliveryException untrusted(SSLException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return DeliveryException.lasting("its certificate is not trusted (" + said(cause)
                        + "). Where the receiver has a certificate of your own authority, name it with .trusting(..)");
            }
        }
        return DeliveryException.passing("no encrypted connection came about (" + said(thrown) + ")");
    }

    static String said(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + Words.cut(Words.line(message), 200));
    }

    private static DeliveryException refused(HttpAnswer answer, Instant now) {
        int status = answer.status();
        String text = Words.cut(Words.line(answer.text()), 200);
        String reason = "it answered " + status + (text.isEmpty() ? "" : ": " + text);
        boolean passing = status == 408 || status == 425 || status == 429 || status >= 500 && status != 501;
        if (!passing) {
            return DeliveryException.lasting(reason);
        }
        return answer.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, now))
                .map(wait -> DeliveryException.passing(reason, wait))
                .orElseGet(() -> DeliveryException.passing(reason));
    }

    /** Whoever else is led to would learn what the notice says, and a signed body would be another's. */
    private static URI redirected(URI from, HttpAnswer answer) throws DeliveryException {
        int status = answer.status();
        String what = "it answered " + status + ", a redirect ";
        Optional<String> location = answer.header("location");
        URI to;
        try {
            to = from.resolve(URI.create(location.orElse("").strip()));
        } catch (IllegalArgumentException e) {
            throw DeliveryException.lasting(what + "to what is no address");
        }
        if (location.isEmpty() || to.getHost() == null) {
            throw DeliveryException.lasting(what + "to nowhere");
        }
        if (status != 307 && status != 308) {
            throw DeliveryException.lasting(what + "that would drop the message. Give the address that it leads to");
        }
        boolean sameHost =
                to.getHost().toLowerCase(Locale.ROOT).equals(from.getHost().toLowerCase(Locale.ROOT));
        boolean samePlace = from.getScheme().equalsIgnoreCase(to.getScheme()) && from.getPort() == to.getPort();
        boolean safer = "http".equalsIgnoreCase(from.getScheme()) && "https".equalsIgnoreCase(to.getScheme());
        if (!sameHost || !samePlace && !safer) {
            throw DeliveryException.lasting(what + "to another host (" + to.getHost()
                    + "), which is not followed. If that is right, give its address");
        }
        return to;
    }
}
