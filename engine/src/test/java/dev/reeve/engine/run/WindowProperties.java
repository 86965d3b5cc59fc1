package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class WindowProperties {
    @Property
    void neverMoreInASpanAndNeverFewerThanPossible(
            @ForAll @IntRange(min = 1, max = 20) int begins,
            @ForAll @IntRange(min = 1, max = 50) int span,
            @ForAll @Size(max = 300) List<@IntRange(max = 20) Integer> steps) {
        Window window = new Window(new Rate(begins, Duration.ofNanos(span)), "it");
        List<Long> begun = new ArrayList<>();
        long now = 0;
        for (int step : steps) {
            now += step;
            long since = now - span;
            long inSpan = begun.stream().filter(at -> at > since).count();
            assertThat(window.free(now)).isEqualTo((int) (begins - inSpan));
            if (inSpan < begins) {
                window.begin(now);
                begun.add(now);
            } else {
                assertThat(window.opens()).isEqualTo(begun.get(begun.size() - begins) + span);
            }
        }
    }
}
