package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class WorklistProperties {
    @Property(tries = 200)
    void whatIsAddedComesOutInItsOrder(
            @ForAll @Size(max = 600) List<@IntRange(min = -300, max = 1_000_000) Integer> steps) {
        Worklist list = new Worklist();
        Queue<List<Integer>> model = new ArrayDeque<>();
        for (int step : steps) {
            if (step < 0) {
                take(list, model);
            } else {
                int child = step % 5 - 2; // all children, a node itself, children
                list.add(step, child);
                model.add(List.of(step, child));
            }
        }
        while (!model.isEmpty()) {
            take(list, model);
        }
        assertThat(list.next()).isFalse();
    }

    private static void take(Worklist list, Queue<List<Integer>> model) {
        List<Integer> expected = model.poll();
        assertThat(list.next()).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(List.of(list.node(), list.child())).isEqualTo(expected);
        }
    }
}
