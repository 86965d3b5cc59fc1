package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A record that was cut off or changed anywhere says so, and what is before the damage counts. */
final class DamageProperties {
    private static final String NAME = RunFiles.name(Written.ID);

    private final HeapRecords disk;
    private final byte[] whole;
    private final RecordedRun run;
    private final TreeSet<Integer> ends = new TreeSet<>();

    DamageProperties() throws IOException {
        disk = Written.whole();
        whole = disk.bytes(NAME);
        run = read().orElseThrow();
        FrameScan scan = new FrameScan(disk.open(NAME).orElseThrow());
        ends.add((int) scan.at());
        while (scan.next() != null) {
            ends.add((int) scan.at());
        }
    }

    private Optional<RecordedRun> read() throws IOException {
        return new Records(disk).read(Written.ID);
    }

    private static boolean begins(List<RunView.Entry> whole, List<RunView.Entry> part) {
        return part.size() <= whole.size() && whole.subList(0, part.size()).equals(part);
    }

    private void holdsWhatIsBefore(RecordedRun damaged) {
        for (RecordedTask task : damaged.tasks()) {
            RecordedTask was = run.task(task.name()).orElse(null);
            if (was != null) {
                assertThat(begins(was.history(-1), task.history(-1))).isTrue();
            }
        }
        assertThat(begins(run.history(), damaged.history())).isTrue();
    }

    @Example
    void theWholeRecordIsWithoutFault() {
        assertThat(run.notes()).isEmpty();
        assertThat(run.state()).isEqualTo(new State.Success("all well"));
        assertThat(ends.last()).isEqualTo(whole.length);
    }

    @Property(tries = 400)
    void aRecordThatIsCutOffSaysWhere(@ForAll @IntRange(min = 0, max = 5000) int cut) throws IOException {
        int length = cut % whole.length;
        disk.put(NAME, Arrays.copyOf(whole, length));
        if (length < ends.higher(ends.first())) { // not even the opening is whole
            assertThat(new Records(disk).summaryOf(Written.ID).orElseThrow().problem())
                    .isNotEmpty();
            return;
        }
        RecordedRun damaged = read().orElseThrow();
        boolean torn = !ends.contains(length);
        int end = ends.floor(length);
        assertThat(damaged.notes().stream().anyMatch(note -> note.contains("damaged: the frame at byte " + end)))
                .isEqualTo(torn);
        assertThat(damaged.whole()).isEqualTo(end);
        assertThat(damaged.interrupted())
                .isEqualTo(damaged.history().size() < run.history().size());
        holdsWhatIsBefore(damaged);
    }

    @Property(tries = 1500)
    void aChangedByteIsSeen(
            @ForAll @IntRange(min = 0, max = 5000) int place, @ForAll @IntRange(min = 1, max = 255) int flip)
            throws IOException {
        byte[] changed = whole.clone();
        changed[place % whole.length] ^= (byte) flip;
        disk.put(NAME, changed);
        if (place % whole.length < ends.higher(ends.first())) {
            assertThat(new Records(disk).summaryOf(Written.ID).orElseThrow().problem())
                    .isNotEmpty();
            return;
        }
        RecordedRun damaged = read().orElseThrow();
        assertThat(damaged.notes()).anyMatch(note -> note.contains("The record is damaged"));
        assertThat(damaged.whole()).isEqualTo((long) ends.floor(place % whole.length));
        holdsWhatIsBefore(damaged);
    }

    @Property(tries = 300)
    void aChangedStructureIsMissedAndNotBelieved(
            @ForAll @IntRange(min = 0, max = 5000) int place, @ForAll @IntRange(min = 1, max = 255) int flip)
            throws IOException {
        String name = StructureFiles.DIRECTORY + run.structureHash();
        byte[] bytes = disk.bytes(name);
        bytes[place % bytes.length] ^= (byte) flip;
        disk.put(name, bytes);
        RecordedRun damaged = read().orElseThrow();
        assertThat(damaged.notes()).anyMatch(note -> note.contains("missing or damaged"));
        assertThat(damaged.task("#0").orElseThrow().state(-1)).isEqualTo(State.Success.PLAIN);
    }
}
