package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ScheduleProperties {
    private static final Instant BEGIN = Instant.parse("2009-01-01T00:00:00Z");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(CronProperties.ZONES).map(ZoneId::of);
    }

    @Provide
    Arbitrary<Adjustment> moves() {
        return Arbitraries.of(
                Adjustment.nextWeekday(),
                Adjustment.previousWeekday(),
                Adjustment.plus(Duration.ofHours(50)),
                Adjustment.plus(Duration.ofMinutes(-90)),
                Adjustment.plus(Period.ofDays(-1)),
                Adjustment.plus(Period.of(0, 1, -3)));
    }

    @Property(tries = 300)
    void anElapsedIntervalIsEvenAndHitsItsAnchor(
            @ForAll @IntRange(min = 1, max = 10_000_000) int seconds,
            @ForAll @IntRange(min = 0, max = 600_000_000) int anchor,
            @ForAll @IntRange(min = 0, max = 600_000_000) int after) {
        Instant from = BEGIN.plusSeconds(after);
        List<Instant> times = Schedule.every(Duration.ofSeconds(seconds))
                .anchoredAt(BEGIN.plusSeconds(anchor).plusNanos(5))
                .next(from, 3)
                .map(Firing::time)
                .toList();
        assertThat(Duration.between(from, times.getFirst()).toNanos()).isBetween(1L, seconds * 1_000_000_000L);
        assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofSeconds(seconds));
        assertThat((times.get(2).getEpochSecond() - BEGIN.getEpochSecond() - anchor) % seconds)
                .isZero();
        assertThat(times.get(2).getNano()).isEqualTo(5);
    }

    @Property(tries = 300)
    void anIntervalOfTheCalendarMissesNothing(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 0, max = 20) int months,
            @ForAll @IntRange(min = 0, max = 40) int days,
            @ForAll @IntRange(min = 0, max = 9_000) int anchorDays,
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll @IntRange(min = 0, max = 600_000_000) int after) {
        Period interval = months + days == 0 ? Period.ofDays(1) : Period.of(0, months, days);
        LocalDateTime anchor =
                LocalDateTime.of(2008, 1, 1, 0, 0).plusDays(anchorDays).plusMinutes(minute);
        Instant from = BEGIN.plusSeconds(after);
        TreeSet<Instant> all = new TreeSet<>();
        for (int i = -9000; i < 9000; i++) {
            all.add(anchor.plusMonths(interval.toTotalMonths() * i)
                    .plusDays((long) interval.getDays() * i)
                    .atZone(zone)
                    .toInstant());
        }
        assertThat(Schedule.every(interval)
                        .in(zone)
                        .anchoredAt(anchor)
                        .next(from, 5)
                        .map(Firing::time))
                .isEqualTo(all.tailSet(from, false).stream().limit(5).toList());
    }

    @Property(tries = 300)
    void movedTimesAreAllThereInOrderWhereverOneAsks(
            @ForAll("zones") ZoneId zone,
            @ForAll("moves") Adjustment first,
            @ForAll("moves") Adjustment second,
            @ForAll @IntRange(min = 0, max = 23) int hour,
            @ForAll @IntRange(min = 0, max = 500_000_000) int after) {
        Schedule bare = Schedule.cron("0,45 " + hour + " * * *").in(zone);
        Instant from = BEGIN.plusSeconds(after);
        TreeSet<Instant> all = bare.firings(from.minus(Duration.ofDays(100)))
                .takeWhile(firing -> firing.time().isBefore(from.plus(Duration.ofDays(150))))
                .map(firing -> second.moved(first.moved(firing.local())).toInstant())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bare.moved(first, second).next(from, 20).map(Firing::time))
                .isEqualTo(all.tailSet(from, false).stream().limit(20).toList());
    }
}
