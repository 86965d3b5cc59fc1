package dev.reeve.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class LayoutProperties {
    /** A graph whose edges lead from a smaller to a larger number; a hub among them makes layers wide. */
    private record Sample(double[] width, double[] height, Links links) {
        static Sample of(long seed, int nodes, int edges) {
            Random random = new Random(seed);
            double[] width = random.doubles(nodes, 40, 300).toArray();
            double[] height = random.doubles(nodes, 20, 90).toArray();
            int count = nodes < 2 ? 0 : edges;
            int[] from = new int[count];
            int[] to = new int[count];
            int[] style = new int[count];
            boolean hub = random.nextBoolean();
            for (int e = 0; e < count; e++) {
                to[e] = 1 + random.nextInt(nodes - 1);
                from[e] = hub && random.nextInt(3) > 0 ? 0 : random.nextInt(to[e]);
                style[e] = random.nextInt(4);
            }
            return new Sample(width, height, new Links(from, to, style));
        }

        Placement place() {
            return LayeredLayout.place(width, height, links);
        }
    }

    @Property(tries = 300)
    void noTwoBoxesOverlap(
            @ForAll long seed, @ForAll @IntRange(max = 120) int nodes, @ForAll @IntRange(max = 200) int edges) {
        Sample sample = Sample.of(seed, nodes, edges);
        Placement placed = sample.place();
        for (int a = 0; a < nodes; a++) {
            for (int b = a + 1; b < nodes; b++) {
                boolean apart = placed.x(a) + sample.width()[a] < placed.x(b)
                        || placed.x(b) + sample.width()[b] < placed.x(a)
                        || placed.y(a) + sample.height()[a] < placed.y(b)
                        || placed.y(b) + sample.height()[b] < placed.y(a);
                assertThat(apart).as("boxes %s and %s", a, b).isTrue();
            }
        }
    }

    @Property(tries = 300)
    void everyEdgeGoesDown(
            @ForAll long seed, @ForAll @IntRange(max = 120) int nodes, @ForAll @IntRange(max = 200) int edges) {
        Sample sample = Sample.of(seed, nodes, edges);
        Placement placed = sample.place();
        for (int e = 0; e < sample.links().count(); e++) {
            int from = sample.links().from(e);
            assertThat(placed.y(from) + sample.height()[from])
                    .isLessThan(placed.y(sample.links().to(e)));
        }
        assertThat(placed.lines()).allSatisfy(line -> {
            assertThat(line.topBend()).isGreaterThan(line.top() - 1e-6);
            assertThat(line.bottomBend()).isGreaterThan(line.topBend());
            assertThat(line.bottom()).isGreaterThan(line.bottomBend() - 1e-6);
        });
    }

    @Property(tries = 200)
    void noLineRunsThroughABox(
            @ForAll long seed, @ForAll @IntRange(max = 60) int nodes, @ForAll @IntRange(max = 120) int edges) {
        Sample sample = Sample.of(seed, nodes, edges);
        Placement placed = sample.place();
        double tolerance = 0.001;
        for (Placement.Line line : placed.lines()) {
            for (int v = 0; v < nodes; v++) {
                double top = placed.y(v) + tolerance;
                double bottom = placed.y(v) + sample.height()[v] - tolerance;
                double left = placed.x(v) + tolerance;
                double right = placed.x(v) + sample.width()[v] - tolerance;
                assertThat(line.fromX() > left && line.fromX() < right && line.top() < bottom && line.topBend() > top)
                        .isFalse();
                assertThat(line.toX() > left && line.toX() < right && line.bottomBend() < bottom && line.bottom() > top)
                        .isFalse();
                double from = Math.min(line.fromX(), line.toX());
                double to = Math.max(line.fromX(), line.toX());
                assertThat(to > left && from < right && line.topBend() < bottom && line.bottomBend() > top)
                        .isFalse();
            }
        }
    }

    @Property(tries = 200)
    void everyEdgeIsJoinedFromItsUpperToItsLowerBox(
            @ForAll long seed, @ForAll @IntRange(max = 60) int nodes, @ForAll @IntRange(max = 120) int edges) {
        Sample sample = Sample.of(seed, nodes, edges);
        long arrows =
                sample.place().lines().stream().filter(Placement.Line::arrow).count();
        long reached = IntStream.range(0, sample.links().count())
                .map(sample.links()::to)
                .distinct()
                .count();
        assertThat(arrows).isBetween(reached, (long) sample.links().count());
    }

    @Property(tries = 50)
    void theSameInputGivesTheSamePicture(@ForAll long seed) {
        Placement one = Sample.of(seed, 80, 150).place();
        Placement other = Sample.of(seed, 80, 150).place();
        for (int v = 0; v < 80; v++) {
            assertThat(one.x(v)).isEqualTo(other.x(v));
            assertThat(one.y(v)).isEqualTo(other.y(v));
        }
        assertThat(one.lines()).isEqualTo(other.lines());
    }

    @Property(tries = 300)
    void crossingsAreCountedRight(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int width) {
        Random random = new Random(seed);
        int edges = width * 2;
        int[] from = random.ints(edges, 0, width).toArray();
        int[] to = random.ints(edges, width, 2 * width).toArray();
        int[] order = new int[2 * width];
        Arrays.setAll(order, v -> v);
        int[] place = new int[2 * width];
        Arrays.setAll(place, v -> v % width);
        long expected = 0;
        for (int a = 0; a < edges; a++) {
            for (int b = 0; b < edges; b++) {
                expected += from[a] < from[b] && to[a] > to[b] ? 1 : 0;
            }
        }
        Crossings crossings = new Crossings(new Adjacency(2 * width, from, to), new int[] {0, width, 2 * width});
        assertThat(crossings.count(order, place)).isEqualTo(expected);
    }
}
