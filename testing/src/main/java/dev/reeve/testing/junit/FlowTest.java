package dev.reeve.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test of flows, in the place of {@code @Test}: its parameter of type {@link dev.reeve.testing.Testbed} is a world of
 * its own, with a clock that goes on by itself.
 *
 * <pre>{@code
 * @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
 * void ordersAreLoaded(Testbed testbed) {
 *     TestRun run = testbed.of(OrdersEtl.flow()).replace(OrdersEtl::fetch, page -> SOME).run();
 *     assertThat(run).succeeded();
 * }
 * }</pre>
 *
 * <p>With {@code crashAt} the test is done once without a crash and then once for each commit of its runs, each time in a
 * new instance of the test class: there the engine is lost, its disk is cut back to what was forced, and the run is
 * resumed. Each run has to come to the same as without the crash, and call its tasks as they declare with {@code
 * @Task(effects = ..)}. System properties: {@code reeve.crash.point} does one commit alone, {@code reeve.crash.seed} takes
 * another seed than {@link #seed}.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(FlowTestExtension.class)
public @interface FlowTest {
    /** Whether the engine is lost while the test runs. */
    CrashAt crashAt() default CrashAt.NEVER;

    /** Where the clock stands at first. */
    String startingAt() default "2026-01-01T00:00:00Z";

    /** Where chance comes from: jitter of retries, what a power cut leaves, the sample of commits. */
    long seed() default 1;
}
