package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.JavaSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is resumed after a task was changed and its jar built anew: only what changed and comes after it runs. */
@Timeout(120)
class ChangedCodeTest {
    private static final String FLOW = """
            import static dev.reeve.Inputs.*;
            import dev.reeve.*;
            import java.nio.file.*;
            import java.util.List;

            public class Etl {
                public static Flow flow() {
                    return Flow.define("etl", f -> {
                        Parameter<Path> marks = f.parameter("marks", Path.class);
                        Output<String> raw = f.task(Etl::extract, marks);
                        Output<String> clean = f.task(Etl::clean, marks, raw);
                        Output<Integer> parsed = f.task(Etl::parse, marks, clean);
                        f.action(Etl::load, marks, parsed);
                        f.task((Path m, String text) -> mark(m, "count", text.length()), marks, raw).named("count");
                        f.fanOut(value(List.of("x", "y")), part -> f.task(Etl::store, marks, part));
                    });
                }

                static String extract(Path marks) { return mark(marks, "extract", " 12 "); }
                static String clean(Path marks, String raw) { return mark(marks, "clean", raw.trim()); }
                static int parse(Path marks, String text) {
                    mark(marks, "parse", text);
                    throw new IllegalStateException("no such number");
                }
                static void load(Path marks, int number) { mark(marks, "load", number); }
                static String store(Path marks, String part) { return mark(marks, "store", part); }

                private static <T> T mark(Path marks, String task, T value) {
                    try {
                        Files.writeString(marks, task + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        return value;
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private Path jar;
    private Path marks;

    @BeforeEach
    void run() throws IOException {
        jar = directory.resolve("etl.jar");
        marks = directory.resolve("marks");
        build(FLOW);
        Invocation run = reeve("run", jar.toString(), "-p", "marks=" + marks, "--no-progress");
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(marks()).isEqualTo(Map.of("extract", 1, "clean", 1, "parse", 1, "count", 1, "store", 2));
    }

    @Test
    void aMendedTaskRunsAgainAndWhatComesAfterIt() throws IOException {
        build(FLOW.replace("throw new IllegalStateException(\"no such number\")", "return Integer.parseInt(text)"));
        assertThat(plan())
                .containsPattern("extract +reused")
                .containsPattern("clean +reused")
                .containsPattern("count +reused")
                .containsPattern("fan_out +reused")
                .containsPattern("parse +runs +its code changed: Etl.parse")
                .containsPattern("load +runs ");
        resume();
        assertThat(marks()).isEqualTo(Map.of("extract", 1, "clean", 1, "parse", 2, "load", 1, "count", 1, "store", 2));
    }

    @Test
    void aChangedTaskInTheMiddleRunsAgainThoughItHadEndedWell() throws IOException {
        build(FLOW.replace("raw.trim()", "raw.strip()")
                .replace("throw new Ill", "if (text.isEmpty()) throw new Ill")
                .replace("number\");", "number\"); return Integer.parseInt(text);"));
        assertThat(plan())
                .containsPattern("extract +reused")
                .containsPattern("clean +runs +its code changed: Etl.clean")
                .containsPattern("count +reused");
        resume();
        assertThat(marks()).isEqualTo(Map.of("extract", 1, "clean", 2, "parse", 2, "load", 1, "count", 1, "store", 2));
    }

    @Test
    void aChangedLambdaOrBlockRunsAgain() throws IOException {
        build(FLOW.replace("text.length()", "text.length() + 1").replace("\"store\", part", "\"store\", part + 1"));
        assertThat(plan())
                .containsPattern("extract +reused")
                .containsPattern("count +runs +its code changed: Etl")
                .containsPattern("fan_out +runs +its code changed");
        assertThat(reeve("resume", "latest").code()).isEqualTo(1);
        assertThat(marks()).isEqualTo(Map.of("extract", 1, "clean", 1, "parse", 2, "count", 2, "store", 4));
    }

    @Test
    void aChangedHelperRunsAllThatCallItAgain() throws IOException {
        build(FLOW.replace("StandardOpenOption.CREATE, ", "StandardOpenOption.WRITE, StandardOpenOption.CREATE, "));
        assertThat(plan()).contains("its code changed: Etl.extract").doesNotContain("reused");
    }

    @Test
    void aJarBuiltAnewFromTheSameSourceIsTheSame() throws IOException {
        build("\n\n" + FLOW.replace("static int parse", "/** Numbers. */ static int parse"));
        assertThat(plan()).containsPattern("clean +reused").containsPattern("parse +runs +it ended Failed");
    }

    private String plan() {
        Invocation plan = reeve("plan", "latest");
        assertThat(plan.code()).as(plan.err()).isZero();
        return plan.out();
    }

    private void resume() {
        Invocation resumed = reeve("resume", "latest");
        assertThat(resumed.code()).as(resumed.err()).isZero();
    }

    private Invocation reeve(String... args) {
        return new Invocation(directory.resolve("home")).run(args);
    }

    /** How often each task ran. */
    private Map<String, Integer> marks() throws IOException {
        Map<String, Integer> times = new TreeMap<>();
        Files.readAllLines(marks).forEach(task -> times.merge(task, 1, Integer::sum));
        return times;
    }

    private void build(String source) throws IOException {
        Path classes = Files.createTempDirectory(directory, "classes");
        JavaSources.Result built = new JavaSources()
                .options("-g", "-parameters")
                .add("Etl", source)
                .compileTo(classes);
        assertThat(built.errors()).isEmpty();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name : List.of("META-INF/MANIFEST.MF", "Etl.class")) {
                out.putNextEntry(new JarEntry(name));
                out.write(
                        name.equals("Etl.class")
                                ? Files.readAllBytes(classes.resolve(name))
                                : "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
