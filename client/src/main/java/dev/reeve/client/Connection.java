package dev.reeve.client;

import dev.reeve.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Sends one request at a time per thread and makes of the answer a record or an exception. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI server;
    private final String key;

    /** {@code key} is sent with each request; empty for none. */
    Connection(URI server, String key, Trust trust) {
        this(server, key, client(trust));
    }

    private Connection(URI server, String key, HttpClient http) {
        this.server = ServerAddress.checked(server);
        this.key = key;
        this.http = http;
    }

    private static HttpClient client(Trust trust) {
        // in its own thread, which finds out what came: whatever reads bodies here only keeps them
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(LONGEST_CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run);
        SSLContext context = trust.context();
        return context == null ? client.build() : client.sslContext(context).build();
    }

    /** The same server, its connections shared, with another key. */
    Connection with(String otherKey) {
        return new Connection(server, otherKey, http);
    }

    URI server() {
        return server;
    }

    <T> T get(String path, TypeReference<T> type) throws InterruptedException {
        return decoded(exchange("GET", path, null, LONGEST_ANSWER), type);
    }

    <T> T post(String path, @Nullable Object body, TypeReference<T> type) throws InterruptedException {
        return decoded(exchange("POST", path, body, LONGEST_ANSWER), type);
    }

    <T> T post(String path, Object body, TypeReference<T> type, Duration wait) throws InterruptedException {
        return decoded(exchange("POST", path, body, LONGEST_ANSWER.plus(wait)), type);
    }

    <T> T put(String path, Object body, TypeReference<T> type) throws InterruptedException {
        return decoded(exchange("PUT", path, body, LONGEST_ANSWER), type);
    }

    <T> T patch(String path, Object body, TypeReference<T> type) throws InterruptedException {
        return decoded(exchange("PATCH", path, body, LONGEST_ANSWER), type);
    }

    void delete(String path) throws InterruptedException {
        exchange("DELETE", path, null, LONGEST_ANSWER);
    }

    void post(String path, Object body) throws InterruptedException {
        exchange("POST", path, body, LONGEST_ANSWER);
    }

    void post(String path) throws InterruptedException {
        exchange("POST", path, null, LONGEST_ANSWER);
    }

    /** Of a body with one JSON value a line. */
    <T> List<T> values(String path, TypeReference<T> type) throws InterruptedException {
        String body = new String(exchange("GET", path, null, LONGEST_ANSWER), StandardCharsets.UTF_8);
        return body.lines()
                .map(line -> decoded(line.getBytes(StandardCharsets.UTF_8), type))
                .toList();
    }

    /**
     * Writes a body somewhere, however long it is and takes.
     *
     * @throws IOException if it cannot be written there
     */
    void download(String path, OutputStream to) throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request("GET", path, null, LONGEST_ANSWER), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UnavailableException("No answer from " + server + ": " + words(e), e);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 300) {
                throw refusal(response, body.readAllBytes());
            }
            byte[] piece = new byte[1 << 16];
            for (int read = read(body, piece); read >= 0; read = read(body, piece)) {
                to.write(piece, 0, read);
            }
        }
    }

    private int read(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException e) {
            throw new UnavailableException(server + " broke off in the middle of its answer: " + words(e), e);
        }
    }

    private byte[] exchange(String method, String path, @Nullable Object body, Duration wait)
            throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request(method, path, body, wait), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UnavailableException("No answer from " + server + ": " + words(e), e);
        }
        if (response.statusCode() < 300) {
            return response.body();
        }
        throw refusal(response, response.body());
    }

    private RuntimeException refusal(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        return status == 429 || status >= 500
                ? new UnavailableException(
                        server + " answered " + status + ". "
                                + problem(status, body).detail(),
                        retryAfter(response))
                : new RefusedException(problem(status, body));
    }

    /** The lines of an answer that has no end: events behind that one; empty for none. */
    EventLines lines(String path, String lastEventId) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).header("Accept", "text/event-stream");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        // no time limit in the request itself, which may hold for the body too
        CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> answer =
                http.sendAsync(request.build(), BodyHandlers.ofPublisher());
        try {
            HttpResponse<Publisher<List<ByteBuffer>>> response =
                    answer.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() == 200) {
                EventLines lines = new EventLines();
                response.body().subscribe(BodySubscribers.fromLineSubscriber(lines));
                return lines;
            }
            BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
            response.body().subscribe(body);
            throw refusal(
                    response, body.getBody().toCompletableFuture().get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            IOException problem = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            throw new UnavailableException("No answer from " + server + ": " + words(problem), problem);
        } catch (TimeoutException e) {
            throw new UnavailableException("No answer from " + server + " for a minute.", e);
        } finally {
            answer.cancel(true); // one that came is not touched by it
        }
    }

    private HttpRequest request(String method, String path, @Nullable Object body, Duration wait) {
        BodyPublisher content = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(ServerJson.MAPPER.writeValueAsBytes(body));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                .timeout(wait)
                .header("Accept", "application/json")
                .method(method, content);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    private static String words(IOException e) {
        if (e instanceof ConnectException) { // which says nothing more
            return "no connection. Does the server run, and is that its address?";
        }
        String said = e.getMessage();
        if (e instanceof SSLException) {
            return "its certificate or its TLS is not taken (" + said
                    + "). Is the address https, with the name that the"
                    + " certificate has? If an authority of your own made it, name that with " + Trust.VARIABLE
                    + "=FILE";
        }
        return said == null || said.isBlank() ? e.getClass().getSimpleName() : said;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        try {
            OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
            return Duration.ofSeconds(Math.clamp(seconds.orElse(0), 0, 3_600));
        } catch (NumberFormatException e) { // a date, as proxies may send
            return Duration.ZERO;
        }
    }

    /** What a proxy in between answers is no problem of ours, but has a status. */
    private static Problem problem(int status, byte[] body) {
        try {
            Problem problem = ServerJson.MAPPER.readValue(body, Problem.class);
            if (problem != null) {
                return problem;
            }
        } catch (JacksonException e) {
            // said below
        }
        return new Problem(Problem.ABOUT_BLANK, "", status, "", "", List.of(), null);
    }

    private <T> T decoded(byte[] body, TypeReference<T> type) {
        try {
            T value = ServerJson.MAPPER.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw new UnavailableException(
                    server + " answered with something that no Reeve server of this release answers. Check that address"
                            + " (REEVE_URL, or reeve login), and that the server is of the same release.",
                    e);
        }
        throw new UnavailableException(server + " answered with nothing.", Duration.ZERO);
    }

    /** Text as one segment of a path, or one value of a query. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean closed() {
        return http.isTerminated();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
