package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to a run is read as it was written. */
final class EventsProperties {
    @Provide
    Arbitrary<List<DrawnEvents.Happening>> stories() {
        return DrawnEvents.happenings().list().ofMaxSize(60);
    }

    @Property(tries = 500)
    void anySequenceIsReadAsItWasWritten(
            @ForAll("stories") List<DrawnEvents.Happening> story, @ForAll @IntRange(min = 1, max = 20) int pieces)
            throws DamagedRecordException {
        EventWriter writer = new EventWriter();
        EventReader reader = new EventReader();
        DrawnEvents.Collected collected = new DrawnEvents.Collected();
        for (int i = 0; i < story.size(); i += pieces) {
            Bytes out = new Bytes(1);
            story.subList(i, Math.min(story.size(), i + pieces))
                    .forEach(happening -> DrawnEvents.write(happening, writer, out));
            reader.read(new Scan(out.toArray()), collected);
        }
        assertThat(collected.happenings).isEqualTo(story);
    }

    @Property(tries = 500)
    void whatIsCutOffOrChangedIsRefusedOrReadAsSomethingElseButNeverEndsBadly(
            @ForAll("stories") List<DrawnEvents.Happening> story, @ForAll int cut, @ForAll byte flip) {
        EventWriter writer = new EventWriter();
        Bytes out = new Bytes(1);
        story.forEach(happening -> DrawnEvents.write(happening, writer, out));
        byte[] bytes = Arrays.copyOf(out.toArray(), Math.floorMod(cut, out.length + 1));
        if (bytes.length > 0) {
            bytes[Math.floorMod(cut * 31, bytes.length)] ^= flip;
        }
        DrawnEvents.Collected collected = new DrawnEvents.Collected();
        try {
            new EventReader().read(new Scan(bytes), collected);
        } catch (DamagedRecordException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }
}
