package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.CriticalStep;
import dev.reeve.server.ledger.Course.Phase;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The critical path of small graphs is that which going through all paths finds. */
class TimingProperties {
    private static final long ORIGIN = 100;
    private static final long NOW = 400;

    /** Any spans, with clocks that disagree and spans that have not ended. */
    @Provide
    Arbitrary<List<Span>> graphs() {
        return Arbitraries.randomValue(random -> {
            List<Span> spans = new ArrayList<>();
            int size = random.nextInt(9);
            for (int i = 0; i < size; i++) {
                List<Integer> upstreams = new ArrayList<>();
                for (int above = 0; above < i; above++) {
                    if (random.nextInt(3) == 0) {
                        upstreams.add(above);
                    }
                }
                List<Span.Mark> marks = new ArrayList<>();
                long at = ORIGIN - 20 + random.nextInt(150);
                int steps = 1 + random.nextInt(5);
                for (int step = 0; step < steps; step++) {
                    marks.add(new Span.Mark(Phase.values()[random.nextInt(3)], at));
                    at += random.nextInt(40);
                }
                if (random.nextInt(5) > 0) {
                    marks.add(new Span.Mark(Phase.ENDED, at));
                }
                spans.add(new Span(i, -1, upstreams, marks));
            }
            return spans;
        });
    }

    /** How long the longest way to each span is, by going all ways. */
    private static long longestTo(List<Span> spans, int place, long[] took) {
        long before = 0;
        for (int upstream : spans.get(place).upstreams()) {
            before = Math.max(before, longestTo(spans, upstream, took));
        }
        return before + took[place];
    }

    private static long longestFrom(List<Span> spans, int place, long[] took) {
        long after = 0;
        for (int below = place + 1; below < spans.size(); below++) {
            if (spans.get(below).upstreams().contains(place)) {
                after = Math.max(after, took[below] + longestFrom(spans, below, took));
            }
        }
        return after;
    }

    private static long took(CriticalStep step) {
        return step.waiting() + step.queue() + step.exec();
    }

    @Property
    void pathIsTheLongestWayAndSlackWhatIsLeftOfIt(@ForAll("graphs") List<Span> spans) {
        Timing timing = Timing.of(spans, ORIGIN, NOW);
        long[] took = new long[spans.size()];
        long longest = 0;
        for (int i = 0; i < took.length; i++) {
            took[i] = took(timing.step(i));
        }
        for (int i = 0; i < took.length; i++) {
            long through = longestTo(spans, i, took) + longestFrom(spans, i, took);
            longest = Math.max(longest, through);
        }
        assertThat(timing.length()).isEqualTo(longest);
        for (int i = 0; i < took.length; i++) {
            long through = longestTo(spans, i, took) + longestFrom(spans, i, took);
            assertThat(timing.step(i).slack()).isEqualTo(longest - through);
        }
    }

    @Property
    void pathIsOneOfTheGraphAndItsTimesAddUp(@ForAll("graphs") List<Span> spans) {
        Timing timing = Timing.of(spans, ORIGIN, NOW);
        List<Integer> path = timing.path();

        assertThat(path.isEmpty()).isEqualTo(spans.isEmpty());
        for (int i = 1; i < path.size(); i++) {
            assertThat(spans.get(path.get(i)).upstreams()).contains(path.get(i - 1));
        }
        long sum = path.stream().mapToLong(place -> took(timing.step(place))).sum();
        assertThat(sum).isEqualTo(timing.length());
        assertThat(path)
                .allSatisfy(place -> assertThat(timing.step(place).slack()).isZero());
    }

    @Property
    void noTimeIsCountedTwiceOrLeftOut(@ForAll("graphs") List<Span> spans) {
        for (Span span : spans) {
            long from = ORIGIN - 50;
            long to = span.end(NOW);
            assertThat(span.time(Phase.WAITING, from, to)
                            + span.time(Phase.QUEUED, from, to)
                            + span.time(Phase.RUNNING, from, to))
                    .isEqualTo(Math.max(0, to - from));
        }
    }
}
