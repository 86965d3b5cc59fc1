package dev.reeve.testing.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A process that serves is killed at every step of its disk, and the ones after it too: no firing is lost or runs twice. */
final class KilledServingTest {
    private static final Flow HOURLY = Flow.define("hourly", f -> f.schedule(Schedule.cron("0 * * * *")));
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int HOURS = 5;
    private static final ServeOptions OPTIONS = ServeOptions.DEFAULT
            .until(FIRST.plus(Duration.ofHours(HOURS - 1)))
            .catchUp(CatchUp.all(100))
            .overlap(Overlap.queue(100));

    private static void requireEachFiringOnce(ServedMachine machine, String what) {
        List<Instant> expected = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            expected.add(FIRST.plus(Duration.ofHours(i)));
        }
        assertThat(machine.runs.values().stream().map(run -> run.scheduled).sorted())
                .as(what)
                .isEqualTo(expected);
        assertThat(machine.runs.values())
                .as(what)
                .allMatch(run -> run.over && run.state.equals("Success"), "ended well");
    }

    private static ServedMachine machine(long seed) {
        ServedMachine machine = new ServedMachine("2025-12-31T23:30:00Z", seed);
        machine.serve(
                OPTIONS.until(Instant.parse("2026-01-01T00:30:00Z")), 0, HOURLY); // the first time nothing was missed
        return machine;
    }

    @Test
    void killedAtAnyStepEachFiringRunsOnce() {
        boolean killed = true;
        int step = 0;
        while (killed) {
            ServedMachine machine = machine(1);
            killed = machine.serve(OPTIONS, ++step, HOURLY);
            machine.serve(OPTIONS, 0, HOURLY);
            requireEachFiringOnce(machine, "killed at step " + step);
        }
        assertThat(step).isGreaterThan(50);
    }

    @Test
    void withThePowerCutAtAnyStepEachFiringRunsOnce() {
        boolean killed = true;
        int step = 0;
        while (killed) {
            ServedMachine machine = machine(step);
            killed = machine.serve(OPTIONS, ++step, HOURLY);
            machine.powerCut();
            machine.serve(OPTIONS, 0, HOURLY);
            requireEachFiringOnce(machine, "power cut at step " + step);
        }
    }

    @Test
    void aRunWhoseRecordSomebodyRemovedIsNotBegunAnewAndOneThatNeverHadOneIs() {
        boolean killed = true;
        int step = 0;
        int gone = 0;
        int never = 0;
        while (killed) {
            ServedMachine machine = machine(step);
            killed = machine.serve(OPTIONS, ++step, HOURLY);
            if (step % 2 == 0) {
                machine.powerCut();
            }
            List<String> told = new ArrayList<>();
            machine.look(() -> told.addAll(lines(machine)));
            List<String> removed = machine.deleteOpen(told);
            machine.serve(OPTIONS, 0, HOURLY);
            for (String id : removed) {
                Instant scheduled = machine.runs.get(id).scheduled;
                boolean known = told.contains("runs\t" + id);
                assertThat(machine.runs.values().stream().filter(run -> run.scheduled.equals(scheduled)))
                        .as("runs for %s, killed at step %s", scheduled, step)
                        .hasSize(known ? 1 : 2);
                assertThat(machine.events)
                        .as("killed at step %s", step)
                        .filteredOn(event -> event.words().contains(id + " ")
                                && event.words().contains("is gone since"))
                        .hasSize(known ? 1 : 0);
                gone += known ? 1 : 0;
            }
            boolean nothingRan = told.stream()
                    .filter(line -> line.startsWith("begun\t"))
                    .anyMatch(line -> !machine.runs.containsKey(line.split("\t")[1]));
            never += nothingRan ? 1 : 0;
            assertThat(machine.runs.values().stream().map(run -> run.scheduled).distinct())
                    .as("firings that ran, killed at step %s", step)
                    .hasSize(HOURS);
        }
        assertThat(gone).as("runs whose records were removed").isGreaterThan(4);
        assertThat(never).as("firings that were written down and had no record").isGreaterThan(5);
    }

    private static List<String> lines(ServedMachine machine) {
        try {
            return Files.readAllLines(machine.log("hourly"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As after some hundred days: the log is made anew at the start. */
    private static ServedMachine old(long seed) {
        ServedMachine machine = machine(seed);
        machine.piece = 64 << 10;
        StringBuilder lines = new StringBuilder();
        for (int i = 6_000; i > 0; i--) {
            Instant time = FIRST.minus(Duration.ofHours(i));
            lines.append("begun\told-" + i + "\t" + time + "\t" + time + "\t" + time + "\t-\tSCHEDULE\nended\told-" + i
                    + "\tSuccess\n");
        }
        machine.look(() -> {
            try (FileChannel log = FileChannel.open(machine.log("hourly"), StandardOpenOption.APPEND)) {
                log.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
                log.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return machine;
    }

    @Test
    void killedWhileTheLogIsMadeAnewEachFiringRunsOnce() {
        boolean killed = true;
        int step = 0;
        while (killed) {
            ServedMachine machine = old(step);
            killed = machine.serve(OPTIONS, ++step, HOURLY);
            if (step % 2 == 0) {
                machine.powerCut();
            }
            machine.serve(OPTIONS, 0, HOURLY);
            requireEachFiringOnce(machine, "killed at step " + step);
            machine.look(() -> assertThat(machine.log("hourly")).content().hasSizeLessThan(100_000));
        }
    }

    @Test
    void killedAgainAndAgainEachFiringRunsOnce() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ServedMachine machine = machine(seed);
            int kills = 0;
            while (machine.serve(OPTIONS, kills++ < 8 ? 1 + random.nextInt(60) : 0, HOURLY)) {
                if (random.nextInt(4) == 0) {
                    machine.powerCut();
                }
            }
            requireEachFiringOnce(machine, "seed " + seed);
        }
    }
}
