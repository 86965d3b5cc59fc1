package dev.reeve.cli.flows;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.artifact.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Flows that go through a server. */
public final class JourneyFlows {
    private JourneyFlows() {}

    static List<Integer> numbers(int most) {
        TaskRun.current().logger().info("counting to {}", most);
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    static int square(int n) {
        return n * n;
    }

    static int sum(List<Integer> numbers, String country) {
        int sum = numbers.stream().mapToInt(n -> n).sum();
        System.out.println(country + " has " + sum);
        return sum;
    }

    static void waits(String file) throws IOException, InterruptedException {
        Files.writeString(Path.of(file), String.valueOf(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }

    static void fails(int sum, String note) {
        TaskRun.current().artifact(Artifact.markdown("note", "# What was " + note));
        throw new IllegalStateException("the sum is " + sum);
    }

    /** Squares and a sum. */
    public static Flow squares() {
        return Flow.define("squares", f -> {
            f.describedAs("Sums squares.");
            Output<Integer> most = f.parameter("most", 3);
            Output<String> country = f.parameter("country", "Germany");
            Output<List<Integer>> squares = f.map(JourneyFlows::square, each(f.task(JourneyFlows::numbers, most)));
            f.task(JourneyFlows::sum, squares, country);
        });
    }

    /** Begins, and does not end. */
    public static Flow stuck() {
        return Flow.define("stuck", f -> f.action(JourneyFlows::waits, f.parameter("file", String.class)));
    }

    /** Fails at its end. */
    public static Flow failing() {
        return Flow.define(
                "failing", f -> f.action(JourneyFlows::fails, f.parameter("sum", 7), f.parameter("note", "read")));
    }

    static void gated(String file) throws InterruptedException {
        System.out.println("before the restart");
        while (!Files.exists(Path.of(file))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        System.out.println("after the restart");
    }

    static void patient(String directory) throws IOException, InterruptedException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        Path place = Path.of(directory);
        Files.writeString(place.resolve("begun"), pid);
        try {
            while (!Files.exists(place.resolve("go"))) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            TaskRun.current().artifact(Artifact.markdown("late", "from beyond"));
            Files.writeString(place.resolve("interrupted"), pid);
            throw e;
        }
    }

    /** Ends when the directory has a file "go"; says there who it is, and if it is interrupted. */
    public static Flow patient() {
        return Flow.define("patient", f -> f.action(JourneyFlows::patient, f.parameter("directory", String.class)));
    }

    /** Ends when the file is there. */
    public static Flow gated() {
        return Flow.define("gated", f -> f.action(JourneyFlows::gated, f.parameter("file", String.class)));
    }

    /** Waits for a go-ahead. */
    public static Flow manual() {
        return Flow.define(
                "manual", f -> f.task(JourneyFlows::square, f.parameter("n", 2)).trigger(Trigger.MANUAL));
    }

    /** For an agent that there is not. */
    public static Flow labelled() {
        return Flow.define("labelled", f -> f.task(JourneyFlows::square, f.parameter("n", 2)));
    }
}
