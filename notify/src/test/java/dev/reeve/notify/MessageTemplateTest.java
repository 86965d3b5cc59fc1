package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.notify.Notice.FailedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTemplateTest {
    private static String filled(String template, Notice notice) {
        return MessageTemplate.parse("here", template).fill(notice, UnaryOperator.identity());
    }

    @Test
    void placeholdersStandForFacts() {
        assertThat(filled(
                        "{flow}|{run_name}|{run_id}|{task}|{state}|{message}|{failed_tasks}|{failed_count}|{duration}",
                        Samples.failed()))
                .isEqualTo("daily-etl|brisk-heron|run-1||Failed|1 of 2 reference tasks failed"
                        + "|load: Failed, IOException: disk full|1|2 min 5 s");
        assertThat(filled("{title}; {cause}; {advice}; {url}", Samples.failed().withUrl("https://r/1")))
                .isEqualTo("Flow \"daily-etl\" failed; load: IOException: disk full; reeve why run-1; https://r/1");
    }

    @Test
    void timesAreUtcAndTakeAPattern() {
        assertThat(filled("{started} {at} {at:HH:mm} {at:d MMM yyyy}", Samples.failed()))
                .isEqualTo("2026-03-01T11:57:55Z 2026-03-01T12:00Z 12:00 1 Mar 2026");
    }

    @ParameterizedTest
    @EnumSource(Placeholder.class)
    void everyPlaceholderCanBeFilled(Placeholder placeholder) {
        assertThat(filled("{" + placeholder.word() + "}", Samples.failed())).doesNotContain("{");
    }

    @ParameterizedTest
    @EnumSource(Placeholder.class)
    void everyPlaceholderIsInTheDocumentation(Placeholder placeholder) throws IOException {
        assertThat(Files.readString(Path.of("../docs/how-to/notify.md"))).contains("`{" + placeholder.word() + "}`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hello {flwo}!                |  7 | {flwo}
                    {{flwo}} {flow} {flwo}       | 17 | {flwo}
                    {flow}{at:HH}{no_such:HH}    | 14 | {no_such}
                    }}{{{nope}                   |  5 | {nope}
                    """)
    void anUnknownPlaceholderIsNamedWithItsPositionAndWhatThereIs(String template, int position, String name) {
        assertThatThrownBy(() -> Slack.webhook("s").text(template.strip()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Slack.text(..): template \"" + template.strip() + "\": character " + position
                        + ": there is no " + name + ".")
                .hasMessageContaining("{title}, {flow}, {run_name}")
                .hasMessageContaining("{failed_tasks}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {flow      | character 1 "{"
                    a } b      | character 3 "}"
                    {}         | character 1 "{"
                    {at:QQQQQQQ x}   | pattern
                    {flow:HH}  | {flow}
                    {at:%Y}    | strftime
                    """)
    void whatCannotBeReadOrFilledIsRefusedAtOnce(String template, String says) {
        assertThatThrownBy(() -> Mail.through("smtp.example.com").subject(template.strip()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Mail.subject(..): ")
                .hasMessageContaining(says);
    }

    @Test
    void everyVerbThatTakesATemplateChecksIt() {
        assertThatThrownBy(() -> Webhook.to("w").field("x", "{nope}")).hasMessageContaining("Webhook.field(\"x\", ..)");
        assertThatThrownBy(() -> Mail.through("h").text("{nope}")).hasMessageContaining("Mail.text(..)");
        assertThatThrownBy(() -> Mail.through("h").html("{nope}")).hasMessageContaining("Mail.html(..)");
        assertThatThrownBy(() -> Notifier.to(Slack.webhook("s")).link("{nope}"))
                .hasMessageContaining("Notifier.link(..)");
    }

    @Test
    void bracesInValuesAreNoPlaceholders() {
        Notice notice = Samples.failed("{run_id}", new FailedTask("{flow}", "Failed", "{state} }{"));
        assertThat(filled("{flow} {cause} {{flow}}", notice)).isEqualTo("{run_id} {flow}: {state} }{ {flow}");
    }

    @Test
    void tasksThatAreNotNamedAreCounted() {
        Notice many = new Notice(
                "f",
                "r",
                "n",
                "",
                "Failed",
                "failed",
                Notice.Tone.BAD,
                false,
                "m",
                Samples.failed().failedTasks(),
                1_000,
                Samples.NOON,
                Samples.NOON,
                "");
        assertThat(filled("{failed_tasks}", many)).isEqualTo("load: Failed, IOException: disk full\nand 999 more");
    }
}
