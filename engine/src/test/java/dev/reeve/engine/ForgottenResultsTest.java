package dev.reeve.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.Output;
import dev.reeve.ResultFlow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the record of a run its own results go, and nothing that others may use. */
final class ForgottenResultsTest {
    private static final ResultFlow<String> INNER =
            Flow.returning("inner", f -> f.task(ForgottenResultsTest::word, Inputs.value("deep")));

    private static final Flow FLOW = Flow.define("f", f -> {
        Output<String> plain =
                f.task(ForgottenResultsTest::word, Inputs.value("a")).named("plain");
        f.task(ForgottenResultsTest::word, plain).named("aimed").target("aimed.json");
        f.task(ForgottenResultsTest::word, plain).named("cached").cacheFor(Duration.ofDays(1));
        f.map(ForgottenResultsTest::word, Inputs.each(Inputs.value(List.of("x", "y"))))
                .named("many");
        f.subflow(INNER).named("load");
    });

    @TempDir
    Path directory;

    static String word(String text) {
        return text;
    }

    private FlowRun run() {
        FlowRun run = FLOW.run(RunOptions.DEFAULT
                .recordsIn(directory.resolve("records"))
                .results(ResultStores.files(directory.resolve("results")))
                .checkpointing(true));
        assertThat(run.state().isSuccessful()).isTrue();
        return run;
    }

    private List<String> results() throws IOException {
        Path root = directory.resolve("results");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.startsWith("."))
                    .toList();
        }
    }

    @Test
    void whatOnlyThatRunHasGoesAlsoOfTheRunsThatArePartOfIt() throws IOException {
        FlowRun one = run();
        FlowRun other = run();
        assertThat(results())
                .anyMatch(file -> file.startsWith("runs/" + one.id() + "/"))
                .anyMatch(file -> file.startsWith("runs/" + one.id() + ".load"));
        Retention retention = new Retention(Records.in(directory.resolve("records")), new ForgottenResults());
        assertThat(retention.deleteRun(one.id())).isTrue();
        assertThat(results())
                .noneMatch(file -> file.contains(one.id()))
                .anyMatch(file -> file.startsWith("runs/" + other.id() + "/"))
                .anyMatch(file -> file.startsWith("targets/"))
                .anyMatch(file -> file.startsWith("cache/"));
        assertThat(directory.resolve("results/runs/" + one.id())).doesNotExist();
    }
}
