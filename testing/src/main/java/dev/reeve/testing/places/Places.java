package dev.reeve.testing.places;

import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.testing.CrashSeries;
import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TestRun;
import dev.reeve.testing.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The places where flows run, those that modules bring included. */
public final class Places {
    private Places() {}

    /**
     * All: in one thread, on 1, 4 and 16 threads, on virtual ones, recorded, and resumed half-way, in one
     * thread and on several.
     */
    public static List<Place> all() {
        List<Place> places = new ArrayList<>(List.of(
                new Ordinary("in the caller's thread", tester -> tester),
                on("1 thread", TaskExecutors.threads(1)),
                on("4 threads", TaskExecutors.threads(4)),
                on("16 threads", TaskExecutors.threads(16)),
                on("8 virtual threads", TaskExecutors.virtual(8)),
                new Ordinary("recorded", FlowTester::recorded),
                new HalfWay("recorded, lost half-way and resumed", tester -> tester),
                new HalfWay("4 threads, lost half-way and resumed", tester -> tester.on(TaskExecutors.threads(4)))));
        ServiceLoader.load(Place.class).forEach(places::add);
        return List.copyOf(places);
    }

    private static Place on(String name, TaskExecutor executor) {
        return new Ordinary(name, tester -> tester.on(executor));
    }

    private record Ordinary(String name, UnaryOperator<FlowTester> placed) implements Place {
        @Override
        public TestRun run(Supplier<FlowTester> fresh) {
            return placed.apply(fresh.get().in(Testbed.create())).run();
        }
    }

    /** The engine is lost when half of what is durable at the end is so, and the run is resumed. */
    private record HalfWay(String name, UnaryOperator<FlowTester> placed) implements Place {
        @Override
        public TestRun run(Supplier<FlowTester> fresh) {
            CrashSeries series = new CrashSeries(1);
            placed.apply(fresh.get().in(series.counting())).run();
            Testbed testbed = series.at(Math.max(1, series.commits() / 2));
            TestRun run = placed.apply(fresh.get().in(testbed)).run();
            testbed.requireCrashed();
            return run;
        }
    }
}
