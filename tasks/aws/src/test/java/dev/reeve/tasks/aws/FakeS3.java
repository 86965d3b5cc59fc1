package dev.reeve.tasks.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A server that gives every request the same answer, for what a healthy S3 does not say. */
final class FakeS3 implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    private FakeS3(int status, String body, Predicate<HttpExchange> hangUp) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            first.countDown();
            awaitQuietly(answer);
            if (hangUp.test(exchange)) {
                exchange.close();
                return;
            }
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** One that refuses with this error. */
    static FakeS3 refusing(int status, String code, String message) throws IOException {
        return answering(status, code, message, exchange -> false);
    }

    /** One that refuses with this error, but hangs up on a request with a body before it has read that. */
    static FakeS3 hangingUpOnBodies(int status, String code) throws IOException {
        return answering(status, code, "", FakeS3::hasBody);
    }

    /** One that takes everything, but hangs up on the first so many requests with a body, as over stale connections. */
    static FakeS3 hangingUpOnBodiesAtFirst(int times) throws IOException {
        AtomicInteger left = new AtomicInteger(times);
        FakeS3 fake =
                new FakeS3(200, "<ListBucketResult/>", exchange -> hasBody(exchange) && left.getAndDecrement() > 0);
        fake.answer.countDown();
        return fake;
    }

    private static boolean hasBody(HttpExchange exchange) {
        return !exchange.getRequestHeaders()
                .getOrDefault("Content-Length", List.of("0"))
                .contains("0");
    }

    /** One that hangs up on every request. */
    static FakeS3 hangingUp() throws IOException {
        return answering(200, "", "", exchange -> true);
    }

    private static FakeS3 answering(int status, String code, String message, Predicate<HttpExchange> hangUp)
            throws IOException {
        FakeS3 fake = new FakeS3(
                status,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message><RequestId>R1</RequestId></Error>",
                hangUp);
        fake.answer.countDown();
        return fake;
    }

    /** One that takes requests and does not answer until it is closed. */
    static FakeS3 silent() throws IOException {
        return new FakeS3(200, "", exchange -> false);
    }

    S3Settings settings() {
        return S3Settings.DEFAULTS.withEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    int requests() {
        return requests.get();
    }

    /** Returns once a request has come. */
    void awaitRequest() {
        awaitQuietly(first);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened for 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        answer.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
