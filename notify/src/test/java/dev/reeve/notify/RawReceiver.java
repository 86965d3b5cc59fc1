package dev.reeve.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections on this machine and does with each what no honest server does. */
final class RawReceiver implements AutoCloseable {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Behaviour {
        void with(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private RawReceiver(ServerSocket server) {
        this.server = server;
    }

    static RawReceiver doing(Behaviour behaviour) {
        try {
            RawReceiver receiver = new RawReceiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(() -> receiver.serve(behaviour));
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says this, and then nothing more, and does not hang up. */
    static RawReceiver saying(String text) {
        return doing(socket -> say(socket, text));
    }

    static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void serve(Behaviour behaviour) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try {
                        behaviour.with(socket);
                    } catch (IOException e) {
                        open.remove(socket); // the other side has left
                    }
                });
            }
        } catch (IOException closed) {
            // by the test, which is over
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port() + "/";
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
