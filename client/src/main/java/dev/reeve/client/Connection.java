package dev.reeve.client;

import dev.reeve.api.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
    Connection(URI server, String key) {
        this(
                server,
                key,
                HttpClient.newBuilder()
                        .connectTimeout(LONGEST_CONNECT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    private Connection(URI server, String key, HttpClient http) {
        this.server = ServerAddress.checked(server);
        this.key = key;
        this.http = http;
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

    private byte[] exchange(String method, String path, @Nullable Object body, Duration wait)
            throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request(method, path, body, wait), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UnavailableException("No answer from " + server + ": " + words(e), e);
        }
        int status = response.statusCode();
        if (status < 300) {
            return response.body();
        }
        if (status == 429 || status >= 500) {
            throw new UnavailableException(
                    server + " answered " + status + ". " + problem(response).detail(), retryAfter(response));
        }
        throw new RefusedException(problem(response));
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
    private static Problem problem(HttpResponse<byte[]> response) {
        try {
            Problem problem = ServerJson.MAPPER.readValue(response.body(), Problem.class);
            if (problem != null) {
                return problem;
            }
        } catch (JacksonException e) {
            // said below
        }
        return new Problem(Problem.ABOUT_BLANK, "", response.statusCode(), "", "", List.of(), null);
    }

    private <T> T decoded(byte[] body, TypeReference<T> type) {
        try {
            T value = ServerJson.MAPPER.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw new UnavailableException(
                    server + " answered with what is no " + type.getType() + ". Is it a Reeve server of this release?",
                    e);
        }
        throw new UnavailableException(server + " answered with nothing.", Duration.ZERO);
    }

    /** Text as one segment of a path, or one value of a query. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
