package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class BacklogProperties {
    @Property(tries = 200)
    void givesWhatWasPutThereInThatOrder(@ForAll @Size(max = 200) List<@IntRange(min = -3, max = 5) Integer> steps) {
        Backlog backlog = new Backlog();
        ArrayDeque<Integer> expected = new ArrayDeque<>();
        int next = 0;
        for (int step : steps) {
            if (step < 0 && !expected.isEmpty()) {
                long entry = backlog.peek();
                int first = expected.removeFirst();
                assertThat(Backlog.node(entry)).isEqualTo(first);
                assertThat(Backlog.child(entry)).isEqualTo(first % 7 - 1);
                backlog.remove();
            }
            for (int i = 0; i < step; i++) {
                backlog.add(next, next % 7 - 1);
                expected.add(next++);
            }
        }
        assertThat(backlog.peek() == Backlog.NONE).isEqualTo(expected.isEmpty());
    }
}
