package dev.reeve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.reeve.schedule.MinuteOracle.Expression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Cron expressions of every construct fire as the oracle says. */
class CronProperties {
    /** Zones with whole minutes in these years, and the odd ones among them. */
    static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe", // half an hour
            "Pacific/Apia", // skipped the 30th of December 2011
            "Africa/Casablanca", // back for Ramadan
            "Europe/Dublin", // winter is the other one
            "America/Sao_Paulo", // at midnight, until 2019
            "Asia/Beirut", // at midnight
            "America/Santiago",
            "Asia/Tehran",
            "Africa/Cairo",
            "Antarctica/Troll", // two hours
            "America/Caracas",
            "Asia/Kathmandu",
            "Pacific/Chatham",
            "Asia/Gaza",
            "America/Godthab");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    @Property(tries = 120)
    void aWholeYearOfFiringsIsThatOfTheOracle(
            @ForAll long seed,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 2000, max = 2040) int year,
            @ForAll DayRule rule) {
        Expression drawn = new Expressions(seed).possible(rule);
        Instant from = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        Instant to = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();

        List<Instant> expected = new MinuteOracle(drawn, rule).between(from, to, zone);

        assertThat(Schedule.cron(drawn.text(), rule)
                        .in(zone)
                        .firings(from.minusNanos(1))
                        .map(Firing::time)
                        .takeWhile(time -> time.isBefore(to)))
                .as("%s in %s, %d, %s", drawn.text(), zone, year, rule)
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void theNextOneIsTheSameFromWhereverOneAsks(
            @ForAll long seed,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 0, max = 40 * 365 * 86_400) int second) {
        Schedule schedule = Schedule.cron(
                        new Expressions(seed).possible(DayRule.EITHER).text())
                .in(zone);
        Instant after = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(second);
        List<Instant> walked = schedule.next(after, 4).map(Firing::time).toList();
        List<Instant> asked = IntStream.range(0, 4)
                .mapToObj(i -> i == 0 ? after : walked.get(i - 1))
                .map(time -> schedule.next(time).orElseThrow().time())
                .toList();

        assertThat(walked).isEqualTo(asked).isSorted().doesNotHaveDuplicates();
        assertThat(walked.getFirst()).isAfter(after);
    }

    @Property(tries = 100)
    void secondsAreMinutesSixtyTimesFaster(@ForAll long seed, @ForAll("zones") ZoneId zone) {
        Expression drawn = new Expressions(seed).possible(DayRule.EITHER);
        Instant after = Instant.parse("2025-12-31T23:59:59Z");
        List<Instant> minutes = Schedule.cron(drawn.text())
                .in(zone)
                .next(after, 10)
                .map(Firing::time)
                .toList();

        assertThat(Schedule.cron("15,45 " + drawn.text())
                        .in(zone)
                        .next(after, 20)
                        .map(Firing::time))
                .isEqualTo(minutes.stream()
                        .flatMap(time -> Stream.of(time.plusSeconds(15), time.plusSeconds(45)))
                        .toList());
    }

    @Property(tries = 20_000)
    void whateverIsWrittenIsReadOrRefusedWithItsPlace(@ForAll long seed) {
        String text = new Expressions(seed).nonsense();
        assertThatCode(() -> {
                    try {
                        Cron.parse(text);
                    } catch (CronException e) {
                        assertThat(e.column()).as(e.getMessage()).isBetween(1, text.length() + 1);
                        assertThat(e.getMessage())
                                .contains(
                                        "column " + e.column() + ":",
                                        "(" + e.field().title() + ")",
                                        " For example: ");
                    }
                })
                .doesNotThrowAnyException();
    }
}
