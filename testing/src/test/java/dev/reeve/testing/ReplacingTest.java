package dev.reeve.testing;

import static dev.reeve.Inputs.value;
import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.JavaSources;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fakes are checked by javac. */
class ReplacingTest {
    @TempDir
    Path classes;

    static String none() {
        return "";
    }

    static String three(int a, String b, List<Integer> c) {
        return "";
    }

    static String five(int a, int b, int c, int d, int e) {
        return "";
    }

    void act() throws IOException {
        throw new IOException("not in a test");
    }

    static void actOn(String text, int number) {
        throw new IllegalStateException("not in a test");
    }

    static int unwanted(String text) {
        throw new IllegalStateException("not in a test");
    }

    @Test
    void functionsOfEachShapeAreReplaced() {
        List<String> told = new ArrayList<>();
        ReplacingTest service = new ReplacingTest();
        Flow flow = Flow.define("shapes", f -> {
            var none = f.task(ReplacingTest::none);
            var three = f.task(ReplacingTest::three, value(1), none, value(List.of(2)));
            f.task(ReplacingTest::five, value(1), value(2), value(3), value(4), value(5));
            f.action(service::act);
            f.action(ReplacingTest::actOn, three, value(7));
            f.action(ReplacingTest::unwanted, three);
        });

        TestRun run = FlowTester.of(flow)
                .replace(ReplacingTest::none, () -> "fake")
                .replace(ReplacingTest::three, (a, b, c) -> a + b + c)
                .replace(ReplacingTest::five, (a, b, c, d, e) -> "" + (a + b + c + d + e))
                .replaceAction(service::act, () -> told.add("act"))
                .replaceAction(ReplacingTest::actOn, (text, number) -> told.add(text + number))
                .replaceAction(ReplacingTest::unwanted, text -> told.add("unwanted " + text))
                .run();

        assertThat(run).succeeded().task("five").hasResult("15");
        assertThat(told).containsExactlyInAnyOrder("act", "1fake[2]7", "unwanted 1fake[2]");
    }

    private List<String> errors(String replacement) throws URISyntaxException {
        String source = """
                import dev.reeve.testing.FlowTester;

                class Wrong {
                    static String name(int number, String text) {
                        return text;
                    }

                    static void act(int number) {}

                    static FlowTester wrong(FlowTester tester) {
                        return tester.%s;
                    }
                }
                """.formatted(replacement);
        return new JavaSources()
                        .add("Wrong", source)
                        .against(home(FlowTester.class))
                        .against(home(Assertions.class))
                        .compileTo(classes)
                        .errors()
                        .stream()
                        .map(JavaSources.Message::text)
                        .toList();
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void javacTakesAFakeOfTheSameShapeAndNoOther() throws Exception {
        assertThat(errors("replace(Wrong::name, (number, text) -> text + number)"))
                .isEmpty();
        assertThat(errors("replaceAction(Wrong::act, number -> {})")).isEmpty();
        assertThat(errors("replace(Wrong::name, (number, text) -> number)")).isNotEmpty();
        assertThat(errors("replace(Wrong::name, (number, text) -> text.get(number))"))
                .isNotEmpty();
        assertThat(errors("replace(Wrong::name, number -> \"\")")).isNotEmpty();
        assertThat(errors("replaceAction(Wrong::act, (number, more) -> {})")).isNotEmpty();
        assertThat(errors("replace(Wrong::act, number -> \"\")")).isNotEmpty();
    }
}
