package dev.reeve.cli.flows;

import static dev.reeve.Inputs.each;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Its results are its user's alone: tasks yield them and hand them on in every way, and tell nobody. */
public final class QuietFlow {
    /** What somebody ordered. */
    public record Order(String customer, long number, List<String> lines) {}

    private QuietFlow() {}

    /** Made up here, so that the text stands in no file of code. */
    static String canary(int seed) {
        return "canary-" + Integer.toString(seed * 7919, 36) + "-of-a-result";
    }

    static Order order(int seed) {
        return new Order(canary(seed), 4_711_000_000_000L + seed, List.of("one " + canary(seed), "two"));
    }

    static List<String> lines(Order order) {
        return order.lines().stream()
                .map(line -> line + " for " + order.customer())
                .toList();
    }

    static String shouted(String line) {
        return line + "!";
    }

    static Loop<String, String> turned(String state) {
        return state.length() > 200 ? Loop.done(state) : Loop.again(state + state);
    }

    static int shaky(Order order) throws IOException {
        if (TaskRun.current().attempt() == 1) {
            throw new IOException("the first attempt always fails");
        }
        return order.lines().size();
    }

    static byte[] drawn(List<String> shouted) {
        return String.join("\n", shouted).getBytes(UTF_8);
    }

    static String gated(int count, byte[] drawn, String turned, String gate) throws IOException, InterruptedException {
        Files.writeString(
                Path.of(gate + ".pid"), Long.toString(ProcessHandle.current().pid()));
        while (!Files.exists(Path.of(gate))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TaskRun.current().logger().info("{} lines, {} bytes, {} characters", count, drawn.length, turned.length());
        return turned.substring(0, 40);
    }

    /** Waits at its end until the file is there. */
    public static Flow quiet() {
        return Flow.define("hushed", f -> {
            Output<String> gate = f.parameter("gate", String.class);
            Output<Integer> seed = f.parameter("seed", 1);
            Output<Order> order = f.task(QuietFlow::order, seed);
            Output<List<String>> shouted = f.map(QuietFlow::shouted, each(f.task(QuietFlow::lines, order)));
            Output<String> customer = order.get(Order::customer);
            Output<String> turned = f.loop(QuietFlow::turned, customer);
            Output<Integer> count = f.task(QuietFlow::shaky, order).retries(1, Duration.ofMillis(10));
            Output<byte[]> drawn = f.task(QuietFlow::drawn, shouted).cacheFor(Duration.ofHours(1));
            f.task(QuietFlow::gated, count, drawn, turned, gate);
        });
    }

    /** Its results, for who looks for them. */
    public static List<String> results(int seed) {
        return List.of(canary(seed), Long.toString(order(seed).number()));
    }
}
