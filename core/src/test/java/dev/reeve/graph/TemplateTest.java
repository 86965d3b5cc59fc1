package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.Secret;
import dev.reeve.schedule.DataInterval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    private static String path(String template, Object value) {
        return Template.parse(template).path(name -> value);
    }

    private static TemplateContext context(int mapIndex, Map<String, Object> parameters, Map<String, Object> inputs) {
        return new TemplateContext(
                "covid-monthly",
                "run-1",
                "happy-otter",
                "download_data",
                List.of("a", "b"),
                mapIndex,
                Instant.parse("2026-03-31T23:30:00Z"),
                new DataInterval(Instant.parse("2026-03-30T23:30:00Z"), Instant.parse("2026-03-31T23:30:00Z")),
                ZoneId.of("Europe/Berlin"),
                parameters,
                inputs);
    }

    @ParameterizedTest
    @CsvSource({
        "{task_name}-{today}, download_data-2026-04-01",
        "{today_utc}/{yesterday_utc}/{tomorrow_utc}, 2026-03-31/2026-03-30/2026-04-01",
        "{interval_from:yyyy-MM-dd'T'HH}/{interval_to:yyyy-MM-dd}, 2026-03-31T01/2026-04-01",
        "{yesterday}/{tomorrow}, 2026-03-31/2026-04-02",
        "{today_nodash}-{yesterday_nodash}-{tomorrow_nodash}, 20260401-20260331-20260402",
        "{today_utc_nodash}, 20260331",
        "{date:yyyy-MM}/{date:HH.mm}, 2026-04/01.30",
        "{date:yyyy/MM/dd}.json, 2026/04/01.json",
        "{scheduled_start_time:MMM}, Apr",
        "{today:yyyyMM}, 202604",
        "{flow_name}/{flow_run_id}/{flow_run_name}, covid-monthly/run-1/happy-otter",
        "{task_full_name}.{map_index}, download_data%5B7%5D.7",
        "'{task_tags}', 'a,b'",
        "{parameters.country}-{country}, Italy-Italy",
        "{parameters.date}, a parameter",
        "'{{{task_name}}}', '{download_data}'",
    })
    void contextFillsTheVariables(String template, String expected) {
        TemplateContext context = context(7, Map.of("country", "Italy", "date", "a-parameter"), Map.of());
        assertThat(Template.parse(template).path(context::value))
                .isEqualTo(expected.replace("a parameter", "a-parameter"));
    }

    @Test
    void everyContextVariableHasAValue() {
        TemplateContext context = context(-1, Map.of(), Map.of());
        for (String name : Template.CONTEXT_VARIABLES) {
            assertThat(Template.parse("{" + name + "}").path(context::value))
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void taskThatIsNotMappedHasNoIndexInItsFullName() {
        TemplateContext context = context(-1, Map.of(), Map.of());
        assertThat(Template.parse("{task_full_name}{map_index}").path(context::value))
                .isEqualTo("download_data-1");
    }

    @Test
    void inputHidesContextAndContextHidesParameter() {
        TemplateContext context = context(0, Map.of("today", "parameter", "x", "parameter"), Map.of("date", "input"));
        assertThat(Template.parse("{date}-{today}-{x}").path(context::value)).isEqualTo("input-2026-04-01-parameter");
    }

    @Test
    void unknownNameSaysWhereAndListsTheKnownOnes() {
        TemplateContext context = context(0, Map.of("country", "Italy"), Map.of("source", "s"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("{contry}").path(context::value))
                .withMessageContainingAll(
                        "{contry}", "\"download_data\"", "\"covid-monthly\"", "country", "source", "today");
    }

    @Test
    void unknownNamesAreFoundBeforeTheRun() {
        Template template =
                Template.parse("{country}{parameters.country}{parameters.date}{today}{source}{nobody:yyyy}");
        assertThat(template.unknown(Set.of("country"), Set.of("source"))).containsExactly("parameters.date", "nobody");
    }

    @Test
    void variablesAreNamedWithoutTheirPatterns() {
        assertThat(Template.parse("{date:yyyy}/{parameters.x}-{date}").variables())
                .containsExactly("date", "parameters.x");
    }

    @Test
    void valuesThatHaveNoTextOfTheirOwnAreNamed() {
        assertThat(path("{x}-y", null)).isEqualTo("(null)-y");
        assertThat(path("{x}/y", "")).isEqualTo("(empty)/y");
        assertThat(path("{x}", List.of())).isEqualTo("(empty)");
        assertThat(path("{x}", Optional.empty())).isEqualTo("(null)");
        assertThat(path("{x}", Optional.of(DayOfWeek.MONDAY))).isEqualTo("MONDAY");
    }

    @ParameterizedTest
    @CsvSource({
        ".., %2E%2E",
        "., %2E",
        "../../etc/passwd, ..%2F..%2Fetc%2Fpasswd",
        "/etc/passwd, %2Fetc%2Fpasswd",
        "a b, a%20b",
        "Curaçao, Cura%C3%A7ao",
        "100%, 100%25",
        "C:\\x, C%3A%5Cx",
        "'(empty)', %28empty%29",
    })
    void valueCannotSteerThePath(String value, String expected) {
        assertThat(path("{x}", value)).isEqualTo(expected);
    }

    @Test
    void dotsOfTwoValuesTogetherCannotSteerThePath() {
        assertThat(path("a/{x}{x}/b", ".")).isEqualTo("a/%2E%2E/b");
    }

    @Test
    void textKeepsValuesAsTheyAre() {
        assertThat(Template.parse("{x} at {y}").text(name -> name.equals("x") ? "a/b" : List.of(1, 2)))
                .isEqualTo("a/b at 1,2");
    }

    @Test
    void secretStaysHiddenAndObjectWithoutTextIsRefused() {
        Secret secret = new Secret() {
            @Override
            public String name() {
                return "token";
            }

            @Override
            public String reveal() {
                return "hunter2";
            }

            @Override
            public String toString() {
                return "***";
            }
        };
        assertThat(path("{x}", secret)).isEqualTo("%2A%2A%2A");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path("{x}", new Object()))
                .withMessageContaining("toString");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path("{x}", new int[1]))
                .withMessageContaining("int[]");
    }

    @Test
    void patternOnWhatIsNoDateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path("{x:yyyy}", "Italy"))
                .withMessageContainingAll("{x}", "java.lang.String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path("{x:HH}", LocalDate.EPOCH))
                .withMessageContaining("1970-01-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{task_name | character 2 | not closed",
                "a{b{c}} | character 2 | not closed",
                "a}b | character 2 | never opened",
                "{} | character 1 | names no variable",
                "{ :yyyy} | character 1 | names no variable",
                "{parameters[p]} | character 1 | {parameters.country}",
                "{date:} | character 6 | empty pattern",
                "{date:%Y-%m} | character 6 | strftime",
                "{date:YYYY-MM} | character 6 | yyyy",
                "{date:jj} | character 6 | no pattern",
                "{today:HH} | character 7 | cannot show {today}",
                "{task_name:yyyy} | character 11 | no date",
            })
    void mistakeIsNamedWithItsPlaceAndRemedy(String template, String place, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse(template))
                .withMessageContainingAll(template, place, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\u0000b"})
    void targetThatLeavesItsStoreIsRefused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parseTarget(template))
                .withMessageContaining("inside the result store");
    }

    @Test
    void targetInsideItsStoreIsFine() {
        assertThat(Template.parseTarget("{task_name}/{x}/..{y}")).hasToString("{task_name}/{x}/..{y}");
        assertThat(Template.parseTarget("..{x}").path(name -> ".")).isEqualTo("...");
    }

    @Test
    void contextCopiesItsMapsAndAllowsNull() {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("x", null);
        TemplateContext context = context(0, Map.of(), inputs);
        inputs.put("x", "changed");
        assertThat(context.value("x")).isNull();
    }
}
