package dev.reeve.faults;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A short flow whose bodies each put down that they began, and that they ended, see {@link BodyLog}. */
public final class CountedFlow {
    private CountedFlow() {}

    private interface Work<R> {
        R result() throws IOException;
    }

    private static <R> R counted(Pace pace, Work<R> work) throws IOException, InterruptedException {
        TaskRun task = TaskRun.current();
        BodyLog log = BodyLog.in(Path.of(pace.directory()));
        log.put(BodyLine.Phase.BEGAN, task);
        if (pace.millis() > 0) {
            TimeUnit.MILLISECONDS.sleep(pace.millis());
        }
        R result = work.result();
        log.put(BodyLine.Phase.ENDED, task);
        return result;
    }

    /**
     * How a run goes about it.
     *
     * @param directory where its bodies put down what they do
     * @param millis how long each takes
     * @param most how many numbers there are
     */
    public record Pace(String directory, int millis, int most) {}

    static List<Integer> numbers(Pace pace) throws IOException, InterruptedException {
        return counted(pace, () -> IntStream.rangeClosed(1, pace.most()).boxed().toList());
    }

    static int square(int n, Pace pace) throws IOException, InterruptedException {
        return counted(pace, () -> n * n);
    }

    static int shaky(List<Integer> squares, Pace pace) throws IOException, InterruptedException {
        return counted(pace, () -> {
            if (TaskRun.current().attempt() == 1) {
                throw new IOException("the first attempt always fails");
            }
            return squares.stream().mapToInt(n -> n).sum();
        });
    }

    static int scarce(List<Integer> numbers, Pace pace) throws IOException, InterruptedException {
        return counted(pace, numbers::size);
    }

    static String total(int sum, int size, Pace pace) throws IOException, InterruptedException {
        return counted(pace, () -> {
            int n = pace.most();
            if (size != n || sum != n * (n + 1) * (2 * n + 1) / 6) {
                throw new IllegalStateException("the sum of " + size + " squares is not " + sum);
            }
            return size + " squares, " + sum;
        });
    }

    /** The tag of the task that is limited. */
    static final String SCARCE = "scarce";

    /** Squares, one task that is tried twice, one that is limited, and a sum that is checked. */
    public static Flow counted() {
        return Flow.define("counted", f -> {
            Output<String> directory = f.parameter("directory", String.class);
            Output<Integer> millis = f.parameter("millis", 0);
            Output<Integer> most = f.parameter("most", 3);
            Output<Pace> pace = f.task(Pace::new, directory, millis, most).named("pace");
            Output<List<Integer>> numbers = f.task(CountedFlow::numbers, pace);
            Output<List<Integer>> squares = f.map(CountedFlow::square, each(numbers), pace);
            Output<Integer> sum = f.task(CountedFlow::shaky, squares, pace).retries(1, Duration.ofMillis(20));
            Output<Integer> size = f.task(CountedFlow::scarce, numbers, pace).tags(SCARCE);
            f.task(CountedFlow::total, sum, size, pace);
        });
    }
}
