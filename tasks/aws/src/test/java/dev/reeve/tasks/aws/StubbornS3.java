package dev.reeve.tasks.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before the real server and hands requests on as they are, but refuses some of them. */
final class StubbornS3 implements AutoCloseable {
    private static final byte[] DENIED = "<Error><Code>AccessDenied</Code><Message>a lock holds it</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> refused;

    /** Refuses requests that begin with one of these and hold what follows after a space, as in {@code DELETE stuck}. */
    StubbornS3(S3Server behind, String... refused) throws IOException {
        this.behind = behind.endpoint();
        this.refused = List.of(refused);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (refused.stream()
                    .anyMatch(no -> line.startsWith(no.split(" ")[0] + " ") && line.contains(no.split(" ")[1]))) {
                exchange.getResponseHeaders().add("Content-Type", "application/xml");
                exchange.sendResponseHeaders(403, DENIED.length);
                exchange.getResponseBody().write(DENIED);
            } else {
                handOn(exchange, line, body);
            }
        }
    }

    /** By hand, for the signature counts the name of the host, which the JDK's client does not let be another. */
    private void handOn(HttpExchange exchange, String line, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equalsIgnoreCase("Connection") && !name.equalsIgnoreCase("Expect")) {
                        head.append(name).append(": ").append(value).append("\r\n");
                    }
                }));
        head.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(behind.getHost(), behind.getPort())) {
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            int status = Integer.parseInt(line(in).split(" ")[1], 10);
            boolean chunked = false;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
                chunked |= name.equals("transfer-encoding");
                if (!List.of("transfer-encoding", "content-length", "connection", "date")
                        .contains(name)) {
                    exchange.getResponseHeaders()
                            .add(name, header.substring(header.indexOf(':') + 1).strip());
                }
            }
            byte[] answer = chunked ? chunks(in) : in.readAllBytes();
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            whole.write(in.readNBytes(size));
            line(in);
        }
        return whole.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
