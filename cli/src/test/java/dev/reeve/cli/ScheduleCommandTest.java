package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScheduleCommandTest {
    private static final String NIGHTLY = "dev.reeve.cli.flows.NightlyFlows";

    @TempDir
    Path home;

    private Invocation run(String... args) {
        return new Invocation(home).run(args);
    }

    @Test
    void theNextFiringsAreListedWithDayAndUtc() {
        Invocation next = run(
                "schedule", "next", "0 13 * * *", "--zone", "Europe/Berlin", "--after", "2026-03-28T00:00", "-n", "3");
        assertThat(next.code()).isZero();
        assertThat(next.err()).isEmpty();
        assertThat(next.out()).isEqualTo("""
                        2026-03-28T13:00:00+01:00  Sat  2026-03-28T12:00:00Z
                        2026-03-29T13:00:00+02:00  Sun  2026-03-29T11:00:00Z
                        2026-03-30T13:00:00+02:00  Mon  2026-03-30T11:00:00Z
                        """);
    }

    @Test
    void jsonHasTimesOfBothKindsAndReasons() {
        Invocation next = run(
                "schedule",
                "next",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "--after",
                "2026-03-28T12:00",
                "-n",
                "2",
                "--output",
                "json");
        assertThat(next.code()).isZero();
        JsonNode json = JsonMapper.shared().readTree(next.out());
        assertThat(json.propertyNames()).containsExactly("expression", "words", "zone", "after", "firings");
        assertThat(json.get("words").stringValue()).isEqualTo("at 02:30, every day, in Europe/Berlin");
        assertThat(json.get("after").stringValue()).isEqualTo("2026-03-28T11:00:00Z");
        JsonNode first = json.get("firings").get(0);
        assertThat(json.get("firings").size()).isEqualTo(2);
        assertThat(first.propertyNames()).containsExactly("time", "local", "parameters", "labels", "reasons");
        assertThat(first.get("time").stringValue()).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(first.get("local").stringValue()).isEqualTo("2026-03-29T03:30:00+02:00");
        assertThat(first.get("reasons").get(0).stringValue()).startsWith("02:30 does not exist on 29 March 2026");
        assertThat(json.get("firings").get(1).get("reasons").isEmpty()).isTrue();
    }

    @Test
    void anExplanationHasWordsTheRuleAndReasons() {
        Invocation explained = run(
                "schedule",
                "explain",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "--after",
                "2026-10-24T12:00",
                "-n",
                "2");
        assertThat(explained.code()).isZero();
        assertThat(explained.out()).isEqualTo("""
                        "30 2 * * *" fires at 02:30, every day, in Europe/Berlin.
                        Where clocks change, a fixed time fires once: later if it is skipped, at the first if it comes twice.

                        2026-10-25T02:30:00+02:00  Sun  2026-10-25T00:30:00Z
                            02:30 comes twice on 25 October 2026 in Europe/Berlin: clocks go back from 03:00 to 02:00. This is the first; a fixed time fires at the first only.
                        2026-10-26T02:30:00+01:00  Mon  2026-10-26T01:30:00Z
                        """);
    }

    @Test
    void aFlowsScheduleIsAskedInItsOwnZone() {
        Invocation next = run(
                "schedule",
                "next",
                NIGHTLY,
                "--cp",
                Invocation.classes(),
                "--flow",
                "nightly",
                "--after",
                "2026-01-04T00:00",
                "-n",
                "4");
        assertThat(next.err()).isEmpty();
        assertThat(next.out()).isEqualTo("""
                        2026-01-04T01:00:00+01:00  Sun  2026-01-04T00:00:00Z
                        2026-01-04T02:30:00+01:00  Sun  2026-01-04T01:30:00Z  country=Germany  [big]
                        2026-01-04T13:00:00+01:00  Sun  2026-01-04T12:00:00Z
                        2026-01-05T02:30:00+01:00  Mon  2026-01-05T01:30:00Z  country=Germany  [big]
                        """);
        Invocation explained =
                run("schedule", "explain", NIGHTLY, "--cp", Invocation.classes(), "--flow", "nightly", "-n", "1");
        assertThat(explained.out()).startsWith("""
                        The schedule of flow "nightly" fires by these clocks:
                        - at 02:30, every day, in Europe/Berlin, with country=Germany
                        - every 12 hours of elapsed time, in UTC, only when no Monday
                        Where clocks change,\
                        """);
    }

    @Test
    void aScheduleThatIsOverSaysSo() {
        Invocation next = run(
                "schedule", "next", NIGHTLY, "--cp", Invocation.classes(), "--flow", "over", "--after", "2026-01-04");
        assertThat(next.code()).isZero();
        assertThat(next.out())
                .isEqualTo("The schedule of flow \"over\" has no firings after 2026-01-04T00:00:00+00:00  Sun.\n");
    }

    @Test
    void aFlowWithoutScheduleIsToldHowToGetOne() {
        Invocation next = run("schedule", "next", Invocation.classes(), "--flow", "greeting");
        assertThat(next.code()).isEqualTo(2);
        assertThat(next.err()).contains("Flow \"greeting\" has no schedule. Give it one: f.schedule(");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 25 * * *|Cron expression \"0 25 * * *\", field 2 (hour), column 3: 25 is out of range",
                "0 0 31 2 *|field 3 (day of month), column 5: no date can be meant",
                "*|field 2 (hour), column 2: the hour is missing",
                "*/x|field 2 (hour), column 4: the hour is missing",
                "''|field 1 (minute), column 1",
                "@often|is no nickname",
                "bad words here|field 4 (month)",
                "1.5 * * * *|field 1 (minute), column 2",
                "13:00|field 2 (hour), column 6: the hour is missing",
                "0 13:00 * *|field 5 (day of week), column 12",
                "2026.jar|2026.jar",
                "no.such.Flow|There is no class no.such.Flow",
            })
    void whatCannotBeReadEndsWithTwo(String subject, String words) {
        for (String command : List.of("next", "explain")) {
            Invocation refused = run("schedule", command, subject);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).startsWith("reeve: ").contains(words).doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n|0|-n takes a whole number from 1",
                "-n|x|is not an int",
                "--zone|Mars/Olympus|There is no time zone \"Mars/Olympus\"",
                "--zone|Europe/Brelin|Did you mean \"Europe/Berlin\"",
                "--after|yesterday|--after takes a time such as",
                "--after|2026-02-30|--after takes a time such as",
                "--days|some|\"some\" is none of either, both",
                "--output|xml|is none of table, json",
            })
    void wrongOptionsEndWithTwo(String option, String value, String words) {
        Invocation refused = run("schedule", "next", "@daily", option, value);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28,2026-03-28T12:00:00Z",
        "2026-03-28T13:00,2026-03-29T11:00:00Z",
        "2026-03-28T12:59:59,2026-03-28T12:00:00Z",
        "2026-03-28T12:30Z,2026-03-29T11:00:00Z",
        "2026-03-28T10:00-05:00,2026-03-29T11:00:00Z",
        "2026-03-28T06:00+01:00[Europe/Berlin],2026-03-28T12:00:00Z"
    })
    void afterIsATimeOfTheZoneUnlessItSaysOtherwise(String after, String first) {
        assertThat(run("schedule", "next", "0 13 * * *", "--zone", "Europe/Berlin", "-n", "1", "--after", after)
                        .out())
                .contains("  " + first);
    }

    @Test
    void withoutATimeItBeginsNow() {
        Instant before = Instant.now();
        String line = run("schedule", "next", "* * * * * *", "-n", "1").out().strip();
        Instant first = Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(first).isBetween(before, Instant.now().plusSeconds(1));
    }

    @Test
    void bothDaysHaveToMatchIfAskedSo() {
        List<String> lines = run(
                        "schedule", "next", "0 0 13 * FRI", "--days", "both", "--after", "2026-01-01", "-n", "3")
                .out()
                .lines()
                .toList();
        assertThat(lines)
                .extracting(line -> line.substring(0, 10))
                .containsExactly("2026-02-13", "2026-03-13", "2026-11-13");
    }

    @Test
    void helpIsThereForEach() {
        for (String command : List.of("schedule", "schedule next", "schedule explain")) {
            Invocation help = run((command + " --help").split(" "));
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: reeve " + command).contains("Examples:", "Exit codes:");
            assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        }
        assertThat(run("schedule").code()).isEqualTo(2);
        assertThat(run("schedule").err()).contains("Say what: next, explain");
    }

    @Test
    void manyFiringsAreListedAsTheyAreWorkedOut() {
        List<String> lines = run("schedule", "next", "* * * * *", "-n", "20000", "--after", "2026-01-01")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(20_000);
        assertThat(IntStream.range(1, lines.size())
                        .allMatch(i -> lines.get(i - 1).compareTo(lines.get(i)) < 0))
                .isTrue();
    }
}
