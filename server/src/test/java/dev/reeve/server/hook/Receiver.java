package dev.reeve.server.hook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what hooks tell, at any path; answers 200 unless the path was told other answers. */
final class Receiver implements AutoCloseable {
    record Told(String path, String id, Map<String, String> headers, byte[] body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final HttpServer http;
    private final List<Told> all = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Integer>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Receiver() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
    }

    String at(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    /** One after the other; 0: none, until the receiver is closed. */
    Receiver answering(String path, Integer... statuses) {
        answers.put(path, new ArrayDeque<>(List.of(statuses)));
        return this;
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        Integer status;
        synchronized (this) {
            all.add(new Told(path, headers.getOrDefault("webhook-id", ""), headers, body));
            Deque<Integer> of = answers.get(path);
            status = of == null || of.isEmpty() ? (Integer) 200 : of.remove();
        }
        if (status == 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] text = "told".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status == 0 ? 500 : status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    List<Told> at(String path, int least) {
        await(() -> of(path).size() >= least);
        return of(path);
    }

    List<Told> of(String path) {
        return all.stream().filter(told -> told.path().equals(path)).toList();
    }

    static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) {
                throw new AssertionError("it did not happen");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        end.countDown();
        http.stop(0);
    }
}
