package dev.reeve.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.Inputs;
import dev.reeve.TaskRun;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTesterTest {
    private final Shop shop = new Shop();

    private FlowTester tester() {
        return FlowTester.of(shop.flow()).replace(Shop::fetch, Shop::fake);
    }

    @Test
    void aFakeTakesThePlaceOfAFunctionForEachChild() {
        TestRun run = tester().run();

        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.result("total")).isEqualTo(33);
        assertThat(run.calls("fetch")).extracting(Call::arguments).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(shop.loaded).containsExactly("total 33");
    }

    @Test
    void aRetryAfterSixHoursTakesNoTimeAndTheClockSaysSo() {
        long before = System.nanoTime();
        TestRun run =
                tester().failing("fetch[1]", 2, () -> new IOException("503")).run();

        assertThat(run.history("fetch[1]"))
                .containsExactly(
                        "Pending",
                        "Queued",
                        "Running",
                        "Retrying",
                        "Queued",
                        "Running",
                        "Retrying",
                        "Queued",
                        "Running",
                        "Success");
        assertThat(run.now()).isEqualTo(Testbed.BEGINNING.plus(Duration.ofHours(12)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(run.calls("fetch[1]")).extracting(Call::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void whatTasksLogIsHeard() {
        assertThat(tester().with("pages", 2).run().log("total"))
                .extracting(LogLine::message)
                .containsExactly("Adding up 2 pages");
    }

    @Test
    void aTaskThatTakesLongerThanItsTimeoutIsTimedOut() {
        Flow flow =
                Flow.define("slow", f -> f.task(Shop::pages, Inputs.value(1)).timeout(Duration.ofMinutes(5)));

        TestRun run = FlowTester.of(flow).taking("pages", Duration.ofMinutes(6)).run();

        assertThat(run.history("pages")).endsWith("TimedOut");
        assertThat(run.now()).isEqualTo(Testbed.BEGINNING.plus(Duration.ofMinutes(5)));
    }

    @Test
    void timeIsMovedByHandInARunThatWasStarted() {
        TestRun run = tester().failing("fetch", 1, () -> new IOException("503")).start();

        assertThat(run.history("fetch[0]")).endsWith("Retrying");
        run.advance(Duration.ofHours(5));
        assertThat(run.history("fetch[0]")).endsWith("Retrying");
        run.advance(Duration.ofHours(1));
        assertThat(run.state().name()).isEqualTo("Success");
        assertThat(run.now()).isEqualTo(Instant.parse("2026-01-01T06:00:00Z"));
    }

    @Test
    void aFakeByNameThatGivesSomethingElseFailsAndSaysSo() {
        TestRun run = tester().replace("total", call -> "33").run();

        assertThat(run.task("total").state().message())
                .contains(
                        "the fake of task \"total\" gave a java.lang.String, but Shop.total gives a java.lang.Integer");
        assertThat(tester().replace("total", call -> 33).run().result("total")).isEqualTo(33);
        assertThat(tester().replace("fetch", call -> List.of())
                        .replace("total", call -> 0)
                        .run()
                        .state()
                        .name())
                .isEqualTo("Success");
    }

    @Test
    void ofTwoFakesTheLaterWins() {
        TestRun run = tester().replace("fetch", call -> List.of()).run();

        assertThat(run.result("total")).isEqualTo(0);
    }

    @Test
    void aReplacementThatFitsNoTaskIsRefusedAndSaysWhatThereIs() {
        assertThatThrownBy(() -> tester().replace("fetsh", call -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no task \"fetsh\"")
                .hasMessageContaining("Did you mean \"fetch\"?")
                .hasMessageContaining("pages, fetch, total, warn, load");
        assertThatThrownBy(() -> tester().replace(String::length, text -> 1))
                .hasMessageContaining("no task that calls String.length");
    }

    /** A method that has a body in the interface would else be forgotten, and say something else in tests. */
    @Test
    void aTaskIsToldAllThatTheRunTellsIt() {
        for (Method method : TaskRun.class.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                assertThat(HeardTaskRun.class.getDeclaredMethods())
                        .extracting(Method::getName)
                        .contains(method.getName());
            }
        }
    }
}
