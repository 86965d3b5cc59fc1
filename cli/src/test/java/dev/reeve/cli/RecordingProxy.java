package dev.reeve.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands before a server and keeps all that passes. Thread-safe. */
final class RecordingProxy implements AutoCloseable {
    private final HttpServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final Predicate<String> unseen;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private volatile boolean away;

    private RecordingProxy(URI server, Predicate<String> unseen) throws IOException {
        this.server = server;
        this.unseen = unseen;
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    /** {@code unseen}: paths, the answers to which are not kept. */
    static RecordingProxy of(URI server, Predicate<String> unseen) throws IOException {
        return new RecordingProxy(server, unseen);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /** Whether requests come to nothing, as if the server were away. */
    void away(boolean isAway) {
        away = isAway;
    }

    /** All that passed so far, a character for each byte. */
    String passed() {
        synchronized (wire) {
            return wire.toString(ISO_8859_1);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        synchronized (wire) {
            wire.write((exchange.getRequestURI() + "\n").getBytes(UTF_8));
            wire.write(body);
        }
        if (away) {
            exchange.close();
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Authorization", "Content-Type", "Accept")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            answer(exchange, client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        synchronized (wire) {
            wire.write(unseen.test(exchange.getRequestURI().getPath()) ? new byte[0] : answer.body());
        }
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        proxy.stop(0);
        client.shutdownNow();
    }
}
