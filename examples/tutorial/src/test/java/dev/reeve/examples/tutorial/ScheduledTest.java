package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.schedule.Adjustment;
import dev.reeve.schedule.Cron;
import dev.reeve.schedule.Filter;
import dev.reeve.schedule.Firing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages on schedules. */
class ScheduledTest {
    private static final Instant SATURDAY = Instant.parse("2026-03-28T00:00:00Z");

    @Test
    void theFlowFiresOnWeekdaysWithItsParameter() {
        List<Firing> next = Scheduled.nextFive(Scheduled.flow().schedule().orElseThrow(), SATURDAY);

        assertThat(next).hasSize(5);
        assertThat(next.getFirst().time()).isEqualTo("2026-03-30T11:00:00Z");
        FlowRun run = Scheduled.flow().run(RunOptions.DEFAULT.firing(next.getFirst()));
        assertThat(run.parameters()).containsEntry("country", "Germany");
        assertThat(Scheduled.flow().run(Scheduled.forSpain(next.getFirst())).parameters())
                .containsEntry("country", "Spain");
    }

    @Test
    void clocksAndFiltersDoAsThePageSays() {
        assertThat(Scheduled.severalClocks().next(SATURDAY, 3))
                .extracting(firing -> firing.time() + " " + firing.parameters().get("country") + firing.labels())
                .containsExactly(
                        "2026-03-28T05:00:00Z Germany[]",
                        "2026-03-28T06:00:00Z Italy[big]",
                        "2026-03-28T12:00:00Z Italy[big]");
        assertThat(Scheduled.officeHours().next(Instant.parse("2026-12-23T15:30:00Z"), 3))
                .extracting(firing -> firing.time().toString())
                .containsExactly("2026-12-23T16:05:00Z", "2026-12-25T08:05:00Z", "2026-12-25T09:05:00Z");
    }

    @Test
    void thePageNamesEveryFilterAndAdjustment() throws IOException {
        String page = Documents.read("docs/how-to/schedule-a-flow.md");
        for (Class<?> type : List.of(Filter.class, Adjustment.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method ->
                            Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                    .map(Method::getName)
                    .forEach(name -> assertThat(page).as(name).contains("`" + name + "("));
        }
    }

    @Test
    void messagesAreThoseOfThePage() throws IOException {
        Matcher said = Pattern.compile("^(cron expression \"([^\"]+)\", .*)$", Pattern.MULTILINE)
                .matcher(Documents.read("docs/reference/cron.md"));
        int found = 0;
        while (said.find()) {
            assertThatThrownBy(() -> Cron.parse(said.group(2))).hasMessage(said.group(1));
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void nicknamesAreThoseOfThePage() throws IOException {
        Matcher said = Pattern.compile("^\\| `(@\\w+)`.* \\| `([^@`]+)` \\|$", Pattern.MULTILINE)
                .matcher(Documents.read("docs/reference/cron.md"));
        int found = 0;
        while (said.find()) {
            assertThat(Cron.parse(said.group(1)).words())
                    .isEqualTo(Cron.parse(said.group(2)).words());
            found++;
        }
        assertThat(found).isEqualTo(5);
    }
}
