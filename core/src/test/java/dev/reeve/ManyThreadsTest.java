package dev.reeve;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.GraphNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Flows are defined in many threads at once, and one flow is used by many. */
class ManyThreadsTest {
    static String step(String text) {
        return text;
    }

    private static Flow chain(int length) {
        return Flow.define("chain", f -> {
            Output<String> last = f.parameter("start", "x");
            for (int i = 0; i < length; i++) {
                last = f.task(ManyThreadsTest::step, last);
            }
        });
    }

    @Test
    void flowsDefinedAtOnceDoNotMix() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Flow>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int length = i;
                work.add(() -> chain(length));
            }
            List<Future<Flow>> flows = threads.invokeAll(work);
            for (int i = 0; i < flows.size(); i++) {
                assertThat(flows.get(i).get().graph().size()).isEqualTo(i);
            }
        }
    }

    @Test
    void oneFlowIsStartedByManyThreads() throws Exception {
        Flow flow = chain(10);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Object>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String start = "start " + i;
                work.add(() -> flow.start(RunOptions.DEFAULT.parameter("start", start), new RecordedRun())
                        .parameters()
                        .get("start"));
            }
            List<Future<Object>> starts = threads.invokeAll(work);
            for (int i = 0; i < starts.size(); i++) {
                assertThat(starts.get(i).get()).isEqualTo("start " + i);
            }
        }
    }

    @Test
    void aLargeFlowHasANameForEveryTask() {
        Flow flow = Flow.define("large", f -> {
            for (int i = 0; i < 20_000; i++) {
                f.task(ManyThreadsTest::step, value("x"));
            }
        });

        assertThat(flow.graph().nodes().stream().map(GraphNode::name).distinct())
                .hasSize(20_000);
        assertThat(flow.graph().node(19_999).name()).isEqualTo("step-20000");
    }
}
