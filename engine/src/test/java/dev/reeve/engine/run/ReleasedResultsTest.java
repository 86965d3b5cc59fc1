package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReleasedResultsTest {
    @Test
    void childrenWhoseResultsWereLetGoCanStillBeAsked() {
        Flow flow = Flow.define("released", f -> {
            var numbers = f.map((Integer i) -> i, each(value(List.of(1, 2)))).named("numbers");
            f.task((List<Integer> all) -> all.size(), numbers).named("size");
        });
        FlowRun run = flow.run();
        assertThat(run.task("size").value()).isEqualTo(2);
        assertThat(run.task("numbers").children()).allSatisfy(child -> {
            assertThat(child.state().name()).isEqualTo("Success");
            assertThat(child.hasValue()).isFalse();
        });
    }
}
