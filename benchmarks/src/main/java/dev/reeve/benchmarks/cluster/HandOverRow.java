package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * From the moment at which a task has made a large result until the next task has it, on the same worker or on another,
 * beside one socket to this very machine.
 */
record HandOverRow(Sitting sitting, Amount amount, String to) implements ClusterRow {
    static final String LOCAL = "first";
    static final String REMOTE = "second";

    @Override
    public String name() {
        return to.equals(LOCAL) ? "hand_over_local" : "hand_over_remote";
    }

    @Override
    public List<Finding> measure() throws Exception {
        Flow flow = Flow.define("hand-over", f -> {
            Output<byte[]> made = f.task(Work::made, value(amount.handedOver())).requires("first", 1);
            f.task(Work::micros, made).requires(to, 1).keep();
        });
        List<Double> took = new ArrayList<>();
        List<Double> limit = new ArrayList<>();
        for (int i = -amount.warmUps(); i < amount.rounds(); i++) {
            double micros = Sitting.number(sitting.run(flow), "micros");
            double socket = overASocket(amount.handedOver());
            if (i >= 0) {
                took.add(micros / 1e3);
                limit.add(socket / 1e3);
            }
        }
        Sample here = new Sample(took);
        Sample beside = new Sample(limit);
        double ratio = here.median() / beside.median();
        return List.of(new Finding(
                name(),
                Words.spread(here, 1, 1) + " ms",
                "a socket " + Words.spread(beside, 1, 1) + " ms",
                Words.brief(ratio),
                List.of(),
                new Figures()
                        .add("bytes", amount.handedOver())
                        .add("milliseconds", here)
                        .add("limit_milliseconds", beside)
                        .add("ratio", ratio)
                        .map()));
    }

    private static double overASocket(int bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            byte[] made = Work.made(bytes);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, made));
            byte[] got = new byte[bytes];
            new DataInputStream(accepted.getInputStream()).readFully(got);
            double micros = Work.micros(got);
            sent.get();
            return micros;
        }
    }

    private static void send(Socket to, byte[] bytes) {
        try {
            to.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
