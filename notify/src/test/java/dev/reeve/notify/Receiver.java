package dev.reeve.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Takes what is posted to it on this machine, and answers what it is told to; 200 when it was told nothing more. */
final class Receiver implements AutoCloseable {
    /** What came. */
    record Request(String path, com.sun.net.httpserver.Headers headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<HttpHandler> answers = new ArrayDeque<>();

    private Receiver(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Receiver started() {
        try {
            return new Receiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Receiver encrypted(SSLContext tls) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new Receiver(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpHandler answer;
        synchronized (answers) {
            requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            requestsChanged();
            answer = answers.isEmpty() ? said(200, "ok") : answers.removeFirst();
        }
        try (exchange) {
            answer.handle(exchange);
        }
    }

    private void requestsChanged() {
        answers.notifyAll();
    }

    /** Waits until so many requests have come. */
    Request awaitRequest(int number) throws InterruptedException {
        synchronized (answers) {
            while (requests.size() < number) {
                answers.wait();
            }
        }
        return requests.get(number - 1);
    }

    List<Request> requests() {
        return requests;
    }

    /** Answers the next request that nothing was said of so. */
    Receiver answer(HttpHandler answer) {
        synchronized (answers) {
            answers.addLast(answer);
        }
        return this;
    }

    Receiver answer(int status, String text, String... headers) {
        return answer(said(status, text, headers));
    }

    private static HttpHandler said(int status, String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return scheme + "://localhost:" + port() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
