package dev.reeve.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class DoneTimesProperties {
    private static Instant time(int minute) {
        return Instant.EPOCH.plusSeconds(60L * minute);
    }

    @Property
    void knowsExactlyWhatWasAddedInWhateverOrderAlsoAfterItWasWrittenDown(
            @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> minutes) {
        DoneTimes times = new DoneTimes();
        minutes.forEach(minute -> times.add("-", time(minute)));
        DoneTimes read = new DoneTimes();
        times.kept(DoneTimes.MOST).forEach(read::put);
        Set<Integer> added = new HashSet<>(minutes);
        for (int minute = 0; minute <= 40; minute++) {
            assertThat(times.has("-", time(minute))).isEqualTo(added.contains(minute));
            assertThat(read.has("-", time(minute))).isEqualTo(added.contains(minute));
            assertThat(times.has("other", time(minute))).isFalse();
        }
    }

    @Property
    void whatIsForgottenIsTheOldestAndIsSaid(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 400) Integer> minutes) {
        DoneTimes times = new DoneTimes();
        minutes.forEach(minute -> times.add("-", time(minute)));
        assertThat(times.kept(3)).hasSizeLessThanOrEqualTo(3);
        Instant forgotten = times.forgotten();
        for (int minute : minutes) {
            boolean late = forgotten == null || time(minute).isAfter(forgotten);
            assertThat(times.has("-", time(minute))).isEqualTo(late);
        }
    }
}
