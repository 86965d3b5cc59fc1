package dev.reeve.engine.run;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of another type than was declared, as an unchecked cast lets them through. */
final class WrongTypesTest {
    enum Format {
        CSV
    }

    record Row(String kind, boolean odd) {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the mistake that is tested
    private static <T> T lie(Object anything) {
        return (T) anything;
    }

    static @Nullable Object any(@Nullable Object thing) {
        return thing;
    }

    static int next(int number) {
        return number + 1;
    }

    static String kind(Row row) {
        return row.kind();
    }

    static int user(Object thing) {
        return (Integer) thing;
    }

    static void nothing() {}

    @Test
    void aConditionThatIsNoBooleanFailsItsTasks() {
        Flow flow = Flow.define("texts", f -> {
            Output<Boolean> text =
                    lie(f.task(WrongTypesTest::any, value("true")).named("text"));
            f.action(WrongTypesTest::nothing).named("guarded").onlyIf(text);
            f.branch(
                    text,
                    () -> f.task(WrongTypesTest::next, value(1)).named("then"),
                    () -> f.task(WrongTypesTest::next, value(2)).named("else"));
            f.forEach((Integer i) -> {}, each(List.of(1))).named("mapped").onlyIf(text);
        });
        FlowRun run = flow.run();
        assertThat(run.state().name()).isEqualTo("Failed");
        for (String task : List.of("guarded", "then", "else", "mapped")) {
            assertThat(run.task(task).state().name()).as(task).isEqualTo("TriggerFailed");
            assertThat(run.task(task).state().message())
                    .contains("text\" is a java.lang.String where a Boolean belongs");
        }
    }

    @Test
    void whatLooksEqualAndNeverIsFailsTheBranching() {
        Flow flow = Flow.define("numbers", f -> {
            Output<Integer> number = lie(f.task(WrongTypesTest::any, value(1L)).named("number"));
            f.choose(number)
                    .when(1, () -> f.task(WrongTypesTest::next, value(1)).named("one"))
                    .otherwise(() -> f.task(WrongTypesTest::next, value(2)).named("another"));
            Output<Format> format =
                    lie(f.task(WrongTypesTest::any, value("CSV")).named("format"));
            f.action(WrongTypesTest::nothing).named("csv").onlyIf(format.is(Format.CSV));
        });
        FlowRun run = flow.run();
        for (String task : List.of("one", "another")) {
            assertThat(run.task(task).state().message())
                    .contains("the value 1 is a java.lang.Long and is compared with a java.lang.Integer");
        }
        assertThat(run.task("csv").state().message())
                .contains("the value CSV is a java.lang.String and is compared with a "
                        + "dev.reeve.engine.run.WrongTypesTest$Format");
    }

    @Test
    void differentValuesOfDifferentClassesAreSimplyNotEqual() {
        Flow flow = Flow.define("numbers", f -> {
            Output<Number> number = value(2L);
            f.choose(number)
                    .when(1, () -> f.task(WrongTypesTest::next, value(1)).named("int"))
                    .when(2L, () -> f.task(WrongTypesTest::next, value(1)).named("long"))
                    .when(
                            Double.NaN,
                            () -> f.task(WrongTypesTest::next, value(1)).named("double"))
                    .orFail();
        });
        FlowRun run = flow.run();
        assertThat(States.of(run, "long")).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @Test
    void anInputOfAnotherClassIsNamedWithItsFunction() {
        Flow flow = Flow.define("inputs", f -> {
            Output<Integer> number = lie(f.task(WrongTypesTest::any, value(1L)).named("number"));
            f.task(WrongTypesTest::next, number).named("boxed");
            Output<Row> row = lie(f.task(WrongTypesTest::any, value("x")).named("row"));
            f.task(WrongTypesTest::kind, row).named("record");
            f.task(Row::kind, row).named("method of the input");
            f.task((Row r) -> r.kind(), row).named("lambda");
            f.map(WrongTypesTest::next, each(WrongTypesTest.<List<Integer>>lie(List.of("a"))))
                    .named("mapped");
        });
        FlowRun run = flow.run();
        assertThat(error(run, "boxed"))
                .startsWith("input 1")
                .contains("of WrongTypesTest.next is a java.lang.Long, not a java.lang.Integer. An unchecked cast");
        assertThat(error(run, "record")).contains("WrongTypesTest.kind is a java.lang.String, not a ");
        assertThat(error(run, "method of the input")).contains("Row.kind is a java.lang.String, not a ");
        assertThat(error(run, "lambda")).contains("is a java.lang.String, not a ");
        assertThat(run.task("mapped")
                        .children()
                        .getFirst()
                        .error()
                        .orElseThrow()
                        .message())
                .contains("is a java.lang.String, not a java.lang.Integer");
    }

    @Test
    void aPartOfAValueOfAnotherClassIsNamed() {
        Flow flow = Flow.define("parts", f -> {
            Output<Row> row = lie(f.task(WrongTypesTest::any, value("x")).named("row"));
            f.action(WrongTypesTest::nothing).named("guarded").onlyIf(row.get(Row::odd));
        });
        assertThat(flow.run().task("guarded").state().message())
                .contains("the value that odd is taken from is a java.lang.String, not a ");
    }

    @Test
    void aCastThatFailsInTheFunctionItselfIsShownAsItIs() {
        Flow flow = Flow.define("user", f -> f.task(WrongTypesTest::user, value("x")));
        assertThat(error(flow.run(), "user")).startsWith("class java.lang.String cannot be cast");
    }

    private static String error(FlowRun run, String task) {
        return run.task(task).error().orElseThrow().message();
    }
}
