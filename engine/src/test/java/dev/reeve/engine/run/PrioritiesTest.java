package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What begins first among what is ready. */
final class PrioritiesTest {
    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

    private int begin(String name, int number) {
        begun.add(name);
        return number;
    }

    private Flow flow() {
        return Flow.define("urgent", f -> {
            Output<Integer> first = f.task(i -> begin("chain 1", i), value(1)).named("chain 1");
            Output<Integer> second = f.task(i -> begin("chain 2", i), first).named("chain 2");
            f.task(i -> begin("chain 3", i), second).named("chain 3");
            f.action(() -> begin("low", 0)).named("low").priority(-1);
            f.action(() -> begin("plain", 0)).named("plain");
            f.forEach((Integer i) -> begin("high", i), each(List.of(1, 2)))
                    .named("high")
                    .priority(5);
            f.action(() -> begin("highest", 0)).named("highest").priority(6);
        });
    }

    @Test
    void aHigherPriorityBeginsBeforeALongerPath() {
        Flow flow = Flow.define(
                "urgent",
                f -> { // all are ready at once: what is chosen ahead is in order, too
                    f.action(() -> begin("low", 0)).named("low").priority(-1);
                    Output<Integer> first =
                            f.task(i -> begin("chain 1", i), value(1)).named("chain 1");
                    f.task(i -> begin("chain 2", i), first).named("chain 2").priority(-2);
                    f.action(() -> begin("plain", 0)).named("plain");
                    f.action(() -> begin("high", 0)).named("high").priority(5);
                    f.action(() -> begin("highest", 0)).named("highest").priority(6);
                });
        flow.run(RunOptions.DEFAULT.executor(TaskExecutors.threads(1)));
        assertThat(begun).containsExactly("highest", "high", "chain 1", "plain", "low", "chain 2");
    }

    @Test
    void inTheCallersThreadTheOrderOfDefinitionComesAfterIt() {
        flow().run(RunOptions.DEFAULT.executor(TaskExecutors.inThread()));
        assertThat(begun).containsExactly("highest", "high", "high", "chain 1", "chain 2", "chain 3", "plain", "low");
    }

    @Test
    void whatWaitsAtAGateGoesOnByPriority() {
        Flow flow = Flow.define("urgent", f -> {
            f.action(() -> begin("b", 0)).named("b").tags("api");
            f.action(() -> begin("a", 0)).named("a").tags("api").priority(1);
            f.action(() -> begin("c", 0)).named("c").tags("api").priority(-1);
        });
        flow.run(RunOptions.DEFAULT.executor(TaskExecutors.threads(4)).limitTag("api", 1));
        assertThat(begun).containsExactly("a", "b", "c");
    }
}
