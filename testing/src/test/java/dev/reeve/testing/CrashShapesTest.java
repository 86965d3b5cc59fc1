package dev.reeve.testing;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ResultFlow;
import dev.reeve.Signal;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.artifact.Artifact;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a flow is made of, it comes to the same wherever its engine is lost. */
class CrashShapesTest {
    static int twice(int number) {
        TaskRun.current().artifact(Artifact.markdown("number", "" + number));
        return 2 * number;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static List<Integer> upTo(int number) {
        return Stream.iterate(1, i -> i + 1).limit(number).toList();
    }

    static int oddOnly(int number) {
        if (number % 2 == 0) {
            throw Signal.skip("even");
        }
        return number;
    }

    static boolean isLarge(int number) {
        return number > 10;
    }

    static Loop<Integer, String> down(Integer number) {
        return number == 0 ? Loop.done("zero") : Loop.again(number - 1);
    }

    static String approved(Approval approval) {
        return approval.by() + approval.approved();
    }

    static int broken(int number) throws IOException {
        throw new IOException("broken " + number);
    }

    static void tell(int number) {}

    static String open(int number) {
        return "connection " + number;
    }

    static void close(String connection) {}

    static int query(String connection, int number) {
        return connection.length() + number;
    }

    static ResultFlow<Integer> dynamic(int number) {
        return Flow.returning("made", f -> f.task(CrashShapesTest::twice, value(number)));
    }

    @Task(cacheFor = "P1D")
    static int cached(int number) {
        return number + 1;
    }

    @Task(target = "{task_name}-{today}")
    static int targeted(int number) {
        return number + 2;
    }

    private static ResultFlow<Integer> inner() {
        return Flow.returning("inner", f -> {
            Parameter<Integer> number = f.parameter("number", 3);
            Output<List<Integer>> doubled = f.map(CrashShapesTest::twice, each(f.task(CrashShapesTest::upTo, number)));
            return f.task(CrashShapesTest::sum, doubled);
        });
    }

    private static Flow mapped() {
        return Flow.define("mapped", f -> {
            Output<List<Integer>> numbers = f.task(CrashShapesTest::upTo, value(4));
            Output<List<Integer>> odd = f.map(CrashShapesTest::oddOnly, each(numbers));
            Output<List<Integer>> doubled = f.map(CrashShapesTest::twice, each(odd));
            f.task(CrashShapesTest::sum, doubled);
        });
    }

    private static Flow branched() {
        return Flow.define("branched", f -> {
            Output<Integer> number = f.task(CrashShapesTest::twice, value(7));
            Output<Boolean> large = f.task(CrashShapesTest::isLarge, number);
            Output<Integer> chosen = f.branch(
                    large,
                    () -> f.task(CrashShapesTest::twice, number).named("large"),
                    () -> f.task(CrashShapesTest::twice, number).named("small"));
            f.action(CrashShapesTest::tell, chosen);
        });
    }

    private static Flow failing() {
        return Flow.define("failing", f -> {
            Output<Integer> number = f.task(CrashShapesTest::twice, value(7));
            Output<Integer> broken = f.task(CrashShapesTest::broken, number).retries(2, Duration.ofHours(1));
            f.action(CrashShapesTest::tell, broken).named("never");
            f.action(CrashShapesTest::tell, number)
                    .named("always")
                    .after(broken)
                    .trigger(Trigger.ALL_FINISHED);
        });
    }

    private static Flow resource() {
        return Flow.define("resource", f -> {
            Output<Integer> number = f.task(CrashShapesTest::twice, value(1));
            Output<Integer> answer = f.resource(CrashShapesTest::open, number)
                    .closeWith(CrashShapesTest::close)
                    .use(connection -> f.task(CrashShapesTest::query, connection, value(5)));
            f.task(CrashShapesTest::twice, answer);
        });
    }

    private static Flow stored() {
        return Flow.define("stored", f -> {
            Output<Integer> cached = f.task(CrashShapesTest::cached, value(1));
            Output<Integer> targeted = f.task(CrashShapesTest::targeted, cached);
            f.task(CrashShapesTest::twice, targeted);
        });
    }

    private static Flow asking() {
        return Flow.define("asking", f -> {
            Output<Integer> number = f.task(CrashShapesTest::twice, value(1));
            Output<Approval> asked = f.approval("Go on?").named("ask").after(number);
            f.task(CrashShapesTest::approved, asked);
        });
    }

    private static DynamicTest survives(String name, Supplier<Flow> flow) {
        return DynamicTest.dynamicTest(name, () -> {
            for (long seed = 1; seed <= 2; seed++) {
                survives(name, flow, seed, TaskExecutors.inThread());
            }
            survives(name, flow, 4, TaskExecutors.threads(3));
        });
    }

    private static void survives(String name, Supplier<Flow> flow, long seed, TaskExecutor executor) throws Exception {
        AtomicInteger crashed = new AtomicInteger();
        CrashSeries.Trial trial = testbed -> {
            FlowTester tester = testbed.of(flow.get()).on(executor);
            TestRun run = name.equals("asking")
                    ? tester.answering("ask", new Approval(true, "", "Ada")).run()
                    : tester.run();
            assertThat(run).hasState(name.equals("failing") ? "Failed" : "Success");
            crashed.addAndGet(run.calls().stream().anyMatch(call -> call.process() > 1) ? 1 : 0);
        };
        new CrashSeries(seed).run(trial, point -> {});
        assertThat(crashed).as("runs that went on in another process").hasPositiveValue();
    }

    @TestFactory
    List<DynamicTest> shapesOfFlows() {
        return List.of(
                survives("mapped", CrashShapesTest::mapped),
                survives("branched", CrashShapesTest::branched),
                survives("failing", CrashShapesTest::failing),
                survives("loop", () -> Flow.define("loop", f -> f.loop(CrashShapesTest::down, value(3)))),
                survives(
                        "sub-flow",
                        () -> Flow.define("outer", f -> f.subflow(inner()).named("load"))),
                survives(
                        "fan-out",
                        () -> Flow.define(
                                "blocks",
                                f -> f.fanOut(value(List.of(1, 2)), number -> f.task(CrashShapesTest::twice, number)))),
                survives(
                        "dynamic",
                        () -> Flow.define("dynamic", f -> {
                            f.task(CrashShapesTest::twice, f.dynamic(CrashShapesTest::dynamic, value(4)));
                        })),
                survives("resource", CrashShapesTest::resource),
                survives("stored", CrashShapesTest::stored),
                survives("asking", CrashShapesTest::asking));
    }
}
