package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.state.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed with -9 at random points, and their runs resumed: the result is that of a run that nobody
 * killed, and no task whose result the record has runs again. {@code -Dreeve.kills=N} kills as often as that,
 * {@code -Dreeve.seed=N} at other points.
 */
final class KillTest {
    private static final int KILLS = Integer.getInteger("reeve.kills", 24);

    @TempDir
    Path directory;

    private Process process(Path at, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlogback.configurationFile=engine-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                KilledFlow.class.getName(),
                at.toString()));
        command.addAll(List.of(more));
        Files.createDirectories(at);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(at.toFile()) // another working directory each time changes nothing
                .start();
        return process;
    }

    private static List<String> calls(Path at) throws IOException {
        Path file = at.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The task runs that ended well, as the records say. */
    private static Set<String> ended(Path at) throws IOException {
        Set<String> ended = new HashSet<>();
        Records records = Records.in(at.resolve("runs"));
        List<RunSummary> runs;
        try (Stream<RunSummary> all = records.newestFirst()) {
            runs = all.filter(run -> run.problem().isEmpty()).toList();
        }
        for (RunSummary summary : runs) {
            RecordedRun run = records.read(summary.id()).orElseThrow();
            for (RecordedTask task : run.tasks()) {
                for (int child = -1; child < task.width(); child++) {
                    State state = task.state(child);
                    if (state.isSuccessful()) {
                        ended.add(run.id() + "/" + task.name() + (child < 0 ? "" : "[" + child + "]"));
                    }
                }
            }
        }
        return ended;
    }

    @Test
    void aKilledRunIsResumedAndYieldsWhatItWouldHave() throws Exception {
        Random random = new Random(Integer.getInteger("reeve.seed", 20_260_401));
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            kills += rounds(directory.resolve("round-" + round), random);
        }
        assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    }

    /** One run, killed until it ends; how often that was. */
    private int rounds(Path at, Random random) throws Exception {
        String id = "";
        int kills = 0;
        while (true) {
            Set<String> before = id.isEmpty() ? Set.of() : ended(at);
            int called = calls(at).size();
            Process process = id.isEmpty() ? process(at) : process(at, id);
            String said;
            try (BufferedReader out = process.inputReader()) {
                id = out.readLine();
                if (random.nextInt(6) > 0) {
                    LockSupport.parkNanos(random.nextInt(220) * 1_000_000L);
                    process.toHandle().destroyForcibly();
                }
                process.waitFor();
                said = String.join("\n", out.lines().toList());
            }
            assertThat(id).as(said).matches("[0-9a-z]{26}");
            List<String> now = calls(at);
            assertThat(now.subList(called, now.size()))
                    .as("run again although it had ended")
                    .noneMatch(before::contains);
            if (said.contains("ended")) {
                assertThat(said).isEqualTo("ended Success");
                assertResult(at, id);
                return kills;
            }
            assertThat(said).isEmpty();
            kills++;
        }
    }

    private static void assertResult(Path at, String id) throws IOException {
        RecordedRun run = Records.in(at.resolve("runs")).read(id).orElseThrow();
        Stored total = run.task("total").orElseThrow().stored(-1).orElseThrow();
        String result = Files.readString(at.resolve("results").resolve(total.key()));
        assertThat(result.lines().toList().getLast()).isEqualTo(String.valueOf(KilledFlow.RESULT));
        assertThat(run.notes()).isEmpty();
    }
}
