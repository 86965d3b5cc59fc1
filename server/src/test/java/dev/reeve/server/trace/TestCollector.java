package dev.reeve.server.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A collector that reads what it is told with the classes that OpenTelemetry itself makes of its format. */
final class TestCollector implements AutoCloseable {
    final List<ResourceSpans> resources = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private volatile long rejects;

    TestCollector() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The answers to the next requests; 200 to all after them. */
    void answers(Integer... status) {
        statuses.addAll(List.of(status));
    }

    boolean answeredAll() {
        return statuses.isEmpty();
    }

    /** How many spans of each request it says that it does not want. */
    void rejects(long spans) {
        rejects = spans;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = statuses.isEmpty() ? 200 : statuses.removeFirst();
            boolean right = exchange.getRequestURI().getPath().equals("/v1/traces")
                    && "application/x-protobuf"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            byte[] answer = {};
            if (!right) {
                status = 404;
            } else if (status == 200) {
                keep(body);
                keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
                answer = rejects == 0
                        ? answer
                        : ExportTraceServiceResponse.newBuilder()
                                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                                        .setRejectedSpans(rejects)
                                        .setErrorMessage("too many"))
                                .build()
                                .toByteArray();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void keep(byte[] body) throws InvalidProtocolBufferException {
        resources.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
    }

    /** All spans of a run's trace. */
    List<Span> of(UUID run) {
        String trace = run.toString().replace("-", "");
        return resources.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> hex(span.getTraceId()).equals(trace))
                .toList();
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not come about within a minute");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
