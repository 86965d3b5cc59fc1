package dev.reeve.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeLogTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private ServeLog open() throws IOException {
        return ServeLog.open(directory.resolve("f.log"), "f");
    }

    private static ServeLog.Entry entry(String id, Instant time) {
        return new ServeLog.Entry(id, time, DataInterval.at(time), "-", Occasion.Cause.SCHEDULE);
    }

    private static Instant time(int firing) {
        return FIRST.plus(Duration.ofSeconds(864).multipliedBy(firing)); // 100 a day
    }

    @Test
    void aShorterFileStillKnowsEveryRunThatEndedWellAndAllThatIsOpen() throws IOException {
        ServeLog log = open();
        Set<Integer> done = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            log.begun(entry("r" + i, time(i)));
            if (i == 77) {
                continue; // it waits for a person, or its process was killed
            }
            boolean well = i % 97 != 0;
            log.ended("r" + i, i == 78 ? ServeLog.STOPPED : well ? "Success" : "Failed");
            if (well && i != 78) {
                done.add(i);
            }
        }
        long before = Files.size(directory.resolve("f.log"));
        log.compact(time(4_900));
        assertThat(Files.size(directory.resolve("f.log"))).isLessThan(before / 5);
        ServeLog again = open();
        assertThat(again.entries().values().stream().filter(ServeLog.Entry::open))
                .extracting(ServeLog.Entry::runId)
                .containsExactly("r77", "r78");
        for (int i = 0; i < 5_000; i++) {
            ServeLog.Entry kept = again.entries().get("r" + i);
            boolean known = again.before().has("-", time(i)) || kept != null && kept.done();
            assertThat(known).as("run %s", i).isEqualTo(done.contains(i));
        }
        assertThat(again.entries())
                .as("what was decided after what is on the disk")
                .containsKeys("r4901", "r4999");
    }

    @Test
    void whatWasDecidedLaterThanTheDiskSaysStaysALineOfItsOwn() throws IOException {
        ServeLog log = open();
        for (int i = 0; i < 2_000; i++) {
            log.begun(entry("r" + i, time(i)));
            log.ended("r" + i, "Success");
        }
        log.compact(time(100));
        assertThat(open().entries()).containsKeys("r101", "r500").doesNotContainKeys("r0", "r100");
    }

    @Test
    void aFileOfTheFirstVersionIsRead() throws IOException {
        Files.writeString(
                directory.resolve("f.log"),
                "reeve-serving 1\tf\nbegun\ta\t2026-01-01T00:00:00Z\t2026-01-01T00:00:00Z\t2026-01-01T00:00:00Z\t-\t"
                        + "SCHEDULE\nended\ta\tSuccess\n");
        assertThat(open().entries().get("a").done()).isTrue();
    }

    @Test
    void halfALineAtTheEndSaysNothingAlsoLater() throws IOException {
        ServeLog log = open();
        log.begun(entry("a", time(0)));
        for (String half :
                new String[] {"ended\ta\tSucc", "ended\ta", "begun\tb\t2026-01-01T00:00:00Z\t2026-01-01T00:00"}) {
            Files.writeString(directory.resolve("f.log"), half, StandardOpenOption.APPEND);
            assertThat(open().entries().get("a").state()).isNull();
            assertThat(open().entries()).containsOnlyKeys("a");
        }
        open().ended("a", "Success");
        assertThat(open().entries().get("a").state()).isEqualTo("Success");
    }

    @Test
    void aYearOfTenThousandFiringsADayStaysSmallAndOpensFast() throws IOException {
        DoneTimes year = new DoneTimes();
        int count = 365 * 10_000;
        for (int i = 0; i < count; i++) {
            if (i % 10_007 != 0) { // one is left out now and then
                year.add("-", FIRST.plusMillis(8_640L * i));
            }
        }
        assertThat(year.kept(DoneTimes.MOST)).hasSizeLessThan(800);
        assertThat(year.has("-", FIRST.plusMillis(8_640L * 123_456))).isTrue();
        assertThat(year.has("-", FIRST.plusMillis(8_640L * 10_007 * 5))).isFalse();
        assertThat(year.has("-", FIRST.plusMillis(8_640L * 123_456 + 1))).isFalse();
    }
}
