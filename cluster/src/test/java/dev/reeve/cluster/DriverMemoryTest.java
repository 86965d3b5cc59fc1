package dev.reeve.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver whose memory is a part of what its tasks hand on, and workers whose memory is, too. */
final class DriverMemoryTest {
    private static final int COUNT = 60;
    private static final int EACH = 10 << 20;

    private final TestWorkers workers = new TestWorkers();

    @AfterEach
    void stop() {
        workers.close();
    }

    /** A program of a user's. */
    public static final class Program {
        static byte[] made(int number) {
            byte[] bytes = new byte[EACH];
            new SplittableRandom(number).nextBytes(bytes);
            return bytes;
        }

        static long summed(byte[] bytes) {
            long sum = 0;
            for (byte one : bytes) {
                sum += one;
            }
            return sum;
        }

        static boolean isMade(boolean yes) {
            return yes;
        }

        static long summedAfter(byte[] bytes, boolean all) {
            return summed(bytes);
        }

        static long total(List<Long> sums) {
            return sums.stream().mapToLong(Long::longValue).sum();
        }

        static long expected() {
            return IntStream.range(0, COUNT)
                    .mapToLong(number -> summed(made(number)))
                    .sum();
        }

        public static void main(String[] arguments) {
            List<Integer> numbers = IntStream.range(0, COUNT).boxed().toList();
            Flow flow = Flow.define("through", f -> {
                Output<List<byte[]>> made = f.map(Program::made, each(value(numbers)));
                Output<Boolean> all = f.task(Program::isMade, value(true)).after(made); // then all are held at once
                Output<List<Long>> sums = f.map(Program::summedAfter, each(made), all);
                f.task(Program::total, sums);
            });
            try (Cluster cluster = Cluster.at(arguments[0]).silence(Duration.ofSeconds(10))) {
                FlowRun run = flow.run(RunOptions.DEFAULT.executor(cluster));
                System.out.println(
                        run.state().name() + " with " + run.task("total").value());
            }
        }
    }

    @Test
    void sixHundredMegabytesGoThroughADriverOfFortyEight() {
        workers.start("--slots", "1");
        workers.start("--slots", "1");
        List<String> command = new ArrayList<>(List.of(TestWorkers.java(), "-Xmx48m"));
        command.addAll(JvmFlags.all());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Program.class.getName(), workers.address()));
        Process driver = workers.launchProgram(command);
        TestWorkers.await("the program ends", () -> !driver.isAlive());

        String said = TestWorkers.read(workers.log());
        assertThat(said).contains("Success with " + Program.expected());
        assertThat(driver.exitValue()).as(said).isZero();
    }
}
