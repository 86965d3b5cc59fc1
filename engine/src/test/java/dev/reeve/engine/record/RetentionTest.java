package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Inputs;
import dev.reeve.RunOptions;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old records go. */
final class RetentionTest {
    private static final Duration FOR_EVER = Duration.ofDays(100_000);
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    Path directory;

    private Records records;

    @BeforeEach
    void open() {
        records = Records.in(directory);
    }

    private static FlowGraph graph(int version) {
        return Flow.define(
                        "f",
                        f -> f.task(Written::echo, Inputs.value("x"))
                                .named("echo")
                                .version("v" + version))
                .graph();
    }

    private Journal begin(String id, int graph, Instant began) throws IOException {
        Opening asked = Written.opening(1);
        return new Recorder(records, Written.AT_ONCE)
                .begin(
                        new Opening(
                                1,
                                id,
                                "name",
                                "f",
                                null,
                                "",
                                began,
                                began,
                                "UTC",
                                List.of(),
                                asked.options(),
                                asked.code(),
                                asked.results(),
                                asked.runner()),
                        graph(graph));
    }

    private void run(String id, int graph, Instant at) throws IOException {
        begin(id, graph, at).rest(true);
        Files.setLastModifiedTime(directory.resolve(RunFiles.name(id)), FileTime.from(at));
        RecordedRun run = records.read(id).orElseThrow();
        Files.setLastModifiedTime(directory.resolve("structures").resolve(run.structureHash()), FileTime.from(at));
    }

    private List<String> left() throws IOException {
        try (Stream<RunSummary> runs = records.newestFirst()) {
            return runs.map(RunSummary::id).toList();
        }
    }

    @Test
    void theNewestAreKeptWithTheRunsThatArePartOfThem() throws IOException {
        for (int i = 1; i <= 5; i++) {
            run("0" + i, 1, NOW.minusSeconds(100 - i));
            run("0" + i + ".load[2].1", 1, NOW.minusSeconds(100 - i));
        }
        assertThat(new Retention(records, Retention.KeptResults.STAY).apply(2, FOR_EVER, NOW))
                .isEqualTo(6);
        assertThat(left()).containsExactly("05", "05.load[2].1", "04", "04.load[2].1");
    }

    @Test
    void whatWasLastWrittenLongAgoGoes() throws IOException {
        run("01", 1, NOW.minus(Duration.ofDays(31)));
        run("02", 1, NOW.minus(Duration.ofDays(29)));
        assertThat(new Retention(records, Retention.KeptResults.STAY).apply(100, Duration.ofDays(30), NOW))
                .isEqualTo(1);
        assertThat(left()).containsExactly("02");
    }

    @Test
    void aRunThatGoesOnIsKeptHoweverOld() throws IOException {
        Journal goesOn = begin("01", 1, NOW.minus(Duration.ofDays(90)));
        run("02", 1, NOW);
        run("03", 1, NOW);
        new Retention(records, Retention.KeptResults.STAY).apply(1, Duration.ofDays(30), NOW);
        assertThat(left()).containsExactly("03", "01");
        assertThat(new Retention(records, Retention.KeptResults.STAY).deleteRun("01"))
                .isFalse();
        goesOn.rest(true);
        assertThat(new Retention(records, Retention.KeptResults.STAY).deleteRun("01"))
                .isTrue();
    }

    @Test
    void structuresThatNoRecordNeedsGoToo() throws IOException {
        run("01", 1, NOW.minus(Duration.ofDays(9)));
        run("02", 2, NOW.minus(Duration.ofDays(2)));
        run("03", 3, NOW.minus(Duration.ofDays(1)));
        new Retention(records, Retention.KeptResults.STAY).apply(2, FOR_EVER, NOW);
        assertThat(directory.resolve("structures").toFile().list()).hasSize(2);
        assertThat(records.read("02").orElseThrow().notes()).isEmpty();
    }

    @Test
    void aRecordWhoseResultsCannotBeRemovedStaysUntilTheNextTime() throws IOException {
        run("01", 1, NOW.minus(Duration.ofDays(31)));
        run("02", 1, NOW.minus(Duration.ofDays(31)));
        Retention.KeptResults away = run -> {
            if (run.id().equals("01")) {
                throw new IOException("the bucket does not answer");
            }
        };
        assertThat(new Retention(records, away).apply(100, Duration.ofDays(30), NOW))
                .isEqualTo(1);
        assertThat(left()).containsExactly("01");
        assertThat(records.read("01").orElseThrow().notes()).isEmpty();
        assertThat(new Retention(records, Retention.KeptResults.STAY).apply(100, Duration.ofDays(30), NOW))
                .isEqualTo(1);
    }

    @Test
    void aNewRunOfThisProcessRemovesOldOnes() throws Exception {
        run("01", 1, Instant.now().minus(Duration.ofDays(31)));
        Flow flow =
                Flow.define("f", f -> f.task(Written::echo, Inputs.value("x")).named("echo"));
        flow.run(RunOptions.DEFAULT.recordsIn(directory));
        Path old = directory.resolve(RunFiles.name("01"));
        long end = System.nanoTime() + 10_000_000_000L;
        while (Files.exists(old) && System.nanoTime() < end) { // beside the run, on another thread
            Thread.onSpinWait();
        }
        assertThat(old).doesNotExist();
    }
}
