package dev.reeve.notify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One POST to an address that was looked at before: its name is not looked up again, so nobody can lead it elsewhere in
 * between, as they can with the JDK's client. Reads no more of the answer than {@link ShortBody} does. For one thread.
 */
final class PinnedPost {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int LONGEST_CONNECTING = 10_000; // milliseconds

    private final InetAddress to;
    private final URI address;
    private final @Nullable SSLContext tls;
    private final long deadline;

    /** {@code tls}: whose certificates are trusted; null for the JDK's. {@code limit} is for all of it. */
    PinnedPost(InetAddress to, URI address, @Nullable SSLContext tls, Duration limit) {
        this.to = to;
        this.address = address;
        this.tls = tls;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Sends it and returns the answer.
     *
     * @throws SocketTimeoutException if it does not come in time
     */
    HttpAnswer send(Map<String, String> headers, byte[] body) throws IOException {
        // of a channel, so that an interrupt ends what it waits for
        try (Socket plain = SocketChannel.open().socket()) {
            boolean encrypted = "https".equalsIgnoreCase(address.getScheme());
            int port = address.getPort() >= 0 ? address.getPort() : encrypted ? 443 : 80;
            plain.connect(new InetSocketAddress(to, port), Math.min(left(), LONGEST_CONNECTING));
            plain.setSoTimeout(left());
            try (Socket socket = encrypted ? encrypted(plain, port) : plain) {
                OutputStream out = socket.getOutputStream();
                out.write(head(headers, body.length));
                out.write(body);
                out.flush();
                return answer(new BufferedInputStream(new Timely(socket)));
            }
        }
    }

    private int left() throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** The certificate has to be of the name, not of the address. */
    private Socket encrypted(Socket plain, int port) throws IOException {
        SSLSocketFactory factory =
                tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls.getSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.getHost(), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private byte[] head(Map<String, String> headers, int length) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(address.getHost()).append(port).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(oneLine(value)).append("\r\n"));
        head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A line break would begin another header. */
    private static String oneLine(String value) {
        if (value.chars().anyMatch(each -> each < ' ' && each != '\t')) {
            throw new IllegalArgumentException("invalid header value");
        }
        return value;
    }

    private static HttpAnswer answer(InputStream in) throws IOException {
        int[] room = {LONGEST_HEAD};
        int status = status(line(in, room));
        Map<String, String> headers = headers(in, room);
        while (status >= 100 && status < 200) { // it goes on
            status = status(line(in, room));
            headers = headers(in, room);
        }
        return new HttpAnswer(status, headers, text(in, headers));
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-9][0-9]{2}")) {
            throw new IOException("it begins with \"" + Words.cut(Words.line(line), 40) + "\"");
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, String> headers(InputStream in, int[] room) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in, room); !line.isEmpty(); line = line(in, room)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String line(InputStream in, int[] room) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it ended within its head");
            }
            if (--room[0] < 0) {
                throw new IOException("its head is longer than " + LONGEST_HEAD + " bytes");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static String text(InputStream in, Map<String, String> headers) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).endsWith("chunked")) {
                chunks(in, read);
            } else {
                String length = headers.getOrDefault("content-length", "");
                copy(in, length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : ShortBody.MOST, read);
            }
        } catch (IOException e) {
            // the status is there, which says more than how its text broke off
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream to) throws IOException {
        int[] room = {LONGEST_HEAD};
        while (to.size() < ShortBody.MOST) {
            String size = line(in, room).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}") || size.matches("0+")) {
                return;
            }
            copy(in, Integer.parseInt(size, 16), to);
            line(in, room);
        }
    }

    private static void copy(InputStream in, int length, ByteArrayOutputStream to) throws IOException {
        int most = Math.min(length, ShortBody.MOST - to.size());
        for (int count = 0; count < most; count++) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            to.write(next);
        }
    }

    /** Waits for no byte longer than there is time for the whole. */
    private final class Timely extends InputStream {
        private final Socket socket;
        private final InputStream in;

        Timely(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(left());
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(left());
            return in.read(bytes, from, length);
        }
    }
}
