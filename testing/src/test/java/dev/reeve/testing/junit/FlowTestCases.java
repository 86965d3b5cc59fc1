package dev.reeve.testing.junit;

import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Inputs;
import dev.reeve.testing.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tests that {@link FlowTestTest} does, and nobody else: the build looks for other names. */
final class FlowTestCases {
    private FlowTestCases() {}

    static int next(int number) {
        return number + 1;
    }

    private static final Flow FLOW = Flow.define("next", f -> f.task(FlowTestCases::next, Inputs.value(1)));

    static final class Plain {
        @FlowTest(startingAt = "2026-05-01T00:00:00Z")
        void theTestIsGivenATestbed(Testbed testbed) {
            assertThat(testbed.time().now()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
            assertThat(testbed.of(FLOW).run()).succeeded().task("next").hasResult(2);
        }
    }

    static final class Sound {
        private int instance;

        @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
        void theFlowComesToTheSame(Testbed testbed) {
            assertThat(instance++).isZero();
            assertThat(testbed.of(FLOW).run()).succeeded().task("next").hasResult(2);
        }
    }

    static final class Unsound {
        static final AtomicInteger CALLS = new AtomicInteger();

        int counted(int number) {
            return CALLS.incrementAndGet();
        }

        @FlowTest(crashAt = CrashAt.EVERY_COMMIT, seed = 3)
        void theFlowComesToSomethingElse(Testbed testbed) {
            testbed.of(Flow.define("count", f -> f.task(this::counted, Inputs.value(1))))
                    .run();
        }
    }

    static final class Failing {
        @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
        void theTestFailsByItself(Testbed testbed) {
            assertThat(testbed.of(FLOW).run()).failed();
        }
    }

    static final class Large {
        @FlowTest(crashAt = CrashAt.EVERY_COMMIT, seed = 5)
        void moreCommitsThanAreTried(Testbed testbed) {
            List<Integer> numbers = IntStream.range(0, 30).boxed().toList();
            Flow flow = Flow.define("many", f -> f.map(FlowTestCases::next, Inputs.each(Inputs.value(numbers))));
            assertThat(testbed.of(flow).run()).succeeded();
        }
    }
}
