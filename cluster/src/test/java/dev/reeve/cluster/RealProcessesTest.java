package dev.reeve.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RealProcessesTest {
    private static TestWorkers workers;
    private static Cluster cluster;

    record Seen(long pid, String word, boolean hasClass) {}

    static Seen look(String word) throws Exception {
        Thread.sleep(50);
        boolean there = TestWorkers.class.getClassLoader() == ClassLoader.getSystemClassLoader();
        return new Seen(ProcessHandle.current().pid(), word + "!", there);
    }

    static int count(List<Seen> seen) {
        TaskRun.current().logger().info("{} were seen", seen.size());
        return seen.size();
    }

    @BeforeAll
    static void start() {
        workers = new TestWorkers();
        workers.start("--slots", "2");
        workers.start("--slots", "2");
        cluster = workers.cluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        workers.close();
    }

    @Test
    void tasksRunInTheProcessesOfWorkersThatDoNotHaveTheirClasses() throws Exception {
        List<String> words = IntStream.range(0, 20).mapToObj(i -> "word" + i).toList();
        Flow flow = Flow.define("seen", f -> {
            Output<List<Seen>> seen = f.map(RealProcessesTest::look, each(value(words)));
            f.task(RealProcessesTest::count, seen).keep();
            f.task(s -> s.size() + ProcessHandle.current().pid(), seen).named("lambda");
        });

        FlowRun run = flow.run(RunOptions.DEFAULT.executor(cluster));

        assertThat(run.state().isSuccessful()).as("%s", run).isTrue();
        Set<Long> pids = new TreeSet<>();
        for (TaskOutcome child : run.task("look").children()) {
            assertThat(child.worker()).contains("process ");
            pids.add(Long.parseLong(child.worker().replaceAll(".*process (\\d+).*", "$1")));
        }
        assertThat(pids).hasSize(2).doesNotContain(ProcessHandle.current().pid());
        assertThat(run.task("count").value()).isEqualTo(20);
        assertThat(TestWorkers.classPath()).doesNotContain("test-classes");
    }
}
