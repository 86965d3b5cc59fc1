package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tasks an edit of a program changes. */
final class TaskCodesTest {
    private static final String PROGRAM = """
            public class F {
                public static Flow flow() {
                    return Flow.define("f", f -> {
                        Parameter<String> day = f.parameter("day", "mon");
                        Output<String> first = f.task(F::first, day);
                        Output<Row> second = f.task(F::second, first);
                        Output<String> third = f.task((Row row) -> row.text() + suffix(), second).named("third");
                        Output<Double> area = f.task(F::area, second);
                        f.action(F::last, second.get(Row::text), all(third));
                        f.task(new Twice(3), area).named("twice");
                    });
                }
                static String first(String day) { return helper(day); }
                static String helper(String s) { return deeper(s) + "!"; }
                static String deeper(String s) { return s + Limits.LEAST; }
                static Row second(String s) { return new Row(s, 1); }
                static String suffix() { return "?"; }
                static double area(Row row) { Shape shape = Shape.of(row.number()); return shape.area(); }
                static void last(String text, List<String> all) { System.out.println(text + all); }
            }
            record Row(String text, int number) {}
            record Twice(int times) implements Task1<Double, Double> {
                public Double call(Double d) { return d * times; }
            }
            final class Limits { static final String LEAST = String.valueOf(7); static int other() { return 1; } }
            interface Shape {
                static Shape of(int n) { return n > 1 ? new Square(n) : new Circle(n); }
                double area();
            }
            record Square(double side) implements Shape { public double area() { return side * side; } }
            record Circle(double radius) implements Shape { public double area() { return radius * 3; } }
            """;

    @TempDir
    Path directory;

    private Compiled before;

    @BeforeEach
    void compile() throws Exception {
        before = Compiled.in(directory, PROGRAM);
    }

    /** The tasks that change if this is written in place of that. */
    private Set<String> after(String that, String other) throws Exception {
        assertThat(PROGRAM).contains(that);
        return Compiled.in(directory, PROGRAM.replace(that, other)).changedFrom(before);
    }

    @Test
    void eachTaskIsToldByItselfAndNotByItsJar() throws Exception {
        assertThat(before.codes()).allSatisfy((task, code) -> {
            assertThat(code.fingerprint()).as(task).matches("task [0-9a-f]{64}");
            assertThat(code.coarseness()).as(task).isEmpty();
        });
    }

    @Test
    void sameProgramHasTheSameCode() throws Exception {
        assertThat(Compiled.in(directory, PROGRAM).changedFrom(before)).isEmpty();
        assertThat(before.jar().changedFrom(before)).isEmpty();
        Path link = Files.createSymbolicLink(directory.resolve("link"), before.place());
        assertThat(new Compiled(link).changedFrom(before)).isEmpty();
    }

    @Test
    void changedBodyChangesThatTaskOnly() throws Exception {
        assertThat(after("new Row(s, 1)", "new Row(s, 2)")).containsExactly("second");
        assertThat(after("row.text() + suffix()", "suffix() + row.text()")).containsExactly("third");
        assertThat(after("println(text + all)", "println(all + text)")).containsExactly("last");
        assertThat(after("return d * times", "return times * d")).containsExactly("twice");
    }

    @Test
    void changedHelperChangesThoseThatCallIt() throws Exception {
        assertThat(after("\"!\"", "\"!!\"")).containsExactly("first");
        assertThat(after("s + Limits", "\"-\" + s + Limits")).containsExactly("first");
        assertThat(after("\"?\"", "\"??\"")).containsExactly("third");
    }

    @Test
    void changedInitializerChangesThoseThatReadWhatItMade() throws Exception {
        assertThat(after("valueOf(7)", "valueOf(8)")).containsExactly("first");
        assertThat(after("return 1;", "return 2;")).isEmpty();
    }

    @Test
    void changedImplementationChangesThoseThatCallTheInterface() throws Exception {
        assertThat(after("radius * 3", "radius * 3.14")).containsExactly("area");
        assertThat(after("n > 1", "n > 2")).containsExactly("area");
    }

    @Test
    void addedImplementationChangesThem() throws Exception {
        assertThat(after("record Square", """
                        record Dot() implements Shape { public double area() { return 0; } }
                        record Square""".replace("\n", " "))).containsExactly("area");
    }

    @Test
    void changedRecordChangesThoseThatUseIt() throws Exception {
        assertThat(after(
                        "record Row(String text, int number) {}",
                        "record Row(String text, int number, int... more) {}"))
                .containsExactly("area", "last", "second", "third");
        assertThat(after("int number) {}", "int number) { public String text() { return text + text; } }"))
                .containsExactly("area", "last", "second", "third");
    }

    @Test
    void commentsAndLinesDoNotCount() throws Exception {
        assertThat(after("public class F {", "\n\n/** Now with words. */ public class F {\n // and more\n"))
                .isEmpty();
        assertThat(after("String helper(String s) { return deeper(s)", "String helper(String t) { return deeper(t)"))
                .isEmpty();
    }

    @Test
    void orderOfMembersDoesNotCount() throws Exception {
        String suffix = "static String suffix() { return \"?\"; }";
        assertThat(PROGRAM).contains(suffix);
        String moved = PROGRAM.replace(suffix, "").replace("static String first", suffix + " static String first");
        assertThat(Compiled.in(directory, moved).changedFrom(before)).isEmpty();
    }

    @Test
    void lambdasBeforeItDoNotCount() throws Exception {
        assertThat(after("Output<String> first", """
                f.task(() -> Optional.of(1).map(n -> n + 1).get()).named("added");
                Output<String> first""")).containsExactly("added");
    }

    @Test
    void optionsOfTheAnnotationDoNotCountButTheVersionDoes() throws Exception {
        assertThat(after("static Row second", "@Task(retries = 3, tags = \"x\") static Row second"))
                .isEmpty();
        assertThat(after("static Row second", "@Task(version = \"2\") static Row second"))
                .containsExactly("second");
    }

    @Test
    void configurationOfATaskObjectCounts() throws Exception {
        assertThat(after("new Twice(3)", "new Twice(4)")).containsExactly("twice");
    }

    @Test
    void codeIsToldFromThatOfWholeJarsAsOlderVersionsWroteIt() throws Exception {
        String code = before.codes().get("first").fingerprint();
        assertThat(TaskCode.comparable(code)).isTrue();
        assertThat(TaskCode.comparable(code.substring("task ".length()))).isFalse();
        assertThat(TaskCode.comparable("version 3")).isTrue();
    }

    @Test
    void anotherFunctionOfTheSameCodeCounts() throws Exception {
        assertThat(after("f.task(F::first, day)", "f.task(F::helper, day).named(\"first\")"))
                .containsExactly("first");
    }
}
