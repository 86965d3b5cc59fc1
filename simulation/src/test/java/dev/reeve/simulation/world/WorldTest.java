package dev.reeve.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorldTest {
    private static World world(long seed) {
        return new World(seed, new Trace(true));
    }

    private static void sleep(World world, long millis) {
        try {
            world.sleep(Duration.ofMillis(millis), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void threadsTakeTurnsAsTheSeedSays() {
        List<List<String>> orders = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (long seed = 1; seed < 20; seed++) {
                World world = world(seed);
                SimProcess process = new SimProcess(world, "p");
                List<String> order = new ArrayList<>();
                for (String name : List.of("a", "b")) {
                    process.start(name, () -> {
                        for (int i = 0; i < 5; i++) {
                            order.add(name);
                            world.step();
                        }
                    });
                }
                assertThat(world.run()).isTrue();
                orders.add(order);
            }
        }
        assertThat(orders.subList(0, 19)).isEqualTo(orders.subList(19, 38));
        assertThat(orders.stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void hoursPassAtOnce() {
        World world = world(1);
        long begun = world.now();
        SimProcess process = new SimProcess(world, "p");
        process.start("sleeper", () -> sleep(world, 3_600_000));
        assertThat(world.run()).isTrue();
        assertThat(Duration.ofNanos(world.now() - begun)).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void aCrashedProcessDoesNothingMore() {
        World world = world(1);
        SimProcess process = new SimProcess(world, "p");
        List<String> done = new ArrayList<>();
        process.start("sleeper", () -> {
            sleep(world, 10);
            done.add("woke");
        });
        process.at(process.now().plusMillis(10), () -> done.add("rang"));
        world.after(2, process::crash);
        assertThat(world.run()).isTrue();
        assertThat(done).isEmpty();
        assertThat(process.alive()).isFalse();
    }

    @Test
    void aThreadThatListensIsWokenByAnInterrupt() {
        World world = world(1);
        SimProcess process = new SimProcess(world, "p");
        List<Boolean> interrupted = new ArrayList<>();
        Thread sleeper = process.start("sleeper", () -> {
            sleep(world, 1_000_000);
            interrupted.add(Thread.interrupted());
        });
        world.after(2, sleeper::interrupt);
        long begun = world.now();
        assertThat(world.run()).isTrue();
        assertThat(interrupted).containsExactly(true);
        assertThat(Duration.ofNanos(world.now() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aWorldWithoutEndIsToldFromOneThatEnds() {
        World world = world(1);
        SimProcess process = new SimProcess(world, "p");
        process.start("restless", () -> {
            while (true) {
                sleep(world, 1);
            }
        });
        assertThat(world.run()).isFalse();
    }
}
