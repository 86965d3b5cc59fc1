package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.notify.Notice.FailedTask;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackTest {
    private static JsonNode sent(Slack slack, Notice notice) {
        return new JsonMapper().readTree(Json.bytes(slack.message(notice)));
    }

    @Test
    void ifNothingIsSaidItTellsWhichFlowWhichRunWhatFailedWhyAndWhatToDo() {
        JsonNode message = sent(Slack.webhook("s"), Samples.failed().withUrl("https://reeve.example.com/runs/run-1"));
        assertThat(message.get("text").asString()).isEqualTo("Flow \"daily-etl\" failed, run brisk-heron");
        JsonNode blocks = message.get("blocks");
        assertThat(blocks.get(0).get("text").get("text").asString()).isEqualTo("❌ Flow \"daily-etl\" failed");
        assertThat(blocks.get(1).get("fields").values().stream()
                        .map(field -> field.get("text").asString()))
                .containsExactly(
                        "*Run*\nbrisk-heron", "*State*\nFailed", "*After*\n2 min 5 s", "*At*\n2026-03-01T12:00Z");
        assertThat(blocks.get(2).get("text").get("text").asString())
                .isEqualTo("*First cause*\n```load: IOException: disk full```");
        assertThat(blocks.get(3).get("text").get("text").asString()).isEqualTo("What to do: `reeve why run-1`");
        assertThat(blocks.get(4).get("elements").get(0).get("url").asString())
                .isEqualTo("https://reeve.example.com/runs/run-1");
    }

    @Test
    void severalFailedTasksAreListed() {
        FailedTask[] tasks = IntStream.range(0, 3)
                .mapToObj(i -> new FailedTask("fetch[" + i + "]", "TimedOut", "took longer than 1 s"))
                .toArray(FailedTask[]::new);
        assertThat(sent(Slack.webhook("s"), Samples.failed("f", tasks)).toString())
                .contains("*Failed tasks: 3*\\n```fetch[0]: TimedOut, took longer than 1 s\\nfetch[1]");
    }

    @Test
    void valuesMentionNobodyAndLinkNowhere() {
        Notice notice = Samples.failed(
                "<!channel>", new FailedTask("<@U123>", "Failed", "<https://evil.example|click> ``` & more"));
        String usual = Json.text(Slack.webhook("s").message(notice));
        String own = Json.text(Slack.webhook("s").text("<!here> {flow} {cause}").message(notice));
        assertThat(usual).doesNotContain("<@", "<https", "|click>").contains("&lt;@U123&gt;", "&amp; more");
        // the headline is plain text, in which Slack sees no mention
        assertThat(usual.replace("Flow \\\"<!channel>\\\" failed\"", "")).doesNotContain("<!");
        assertThat(own).contains("<!here> &lt;!channel&gt; &lt;@U123&gt;");
        assertThat(count(usual, "```")).isEqualTo(2);
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void slacksLimitsAreKept() {
        String much = "<&>".repeat(5_000);
        FailedTask[] tasks = IntStream.range(0, 20)
                .mapToObj(i -> new FailedTask("t" + much, "Failed", much))
                .toArray(FailedTask[]::new);
        Notice notice = Samples.failed(much, tasks);
        for (Slack slack : List.of(Slack.webhook("s"), Slack.webhook("s").text("x".repeat(4_000) + "{failed_tasks}"))) {
            JsonNode message = sent(slack, notice);
            assertThat(message.get("text").asString()).hasSizeLessThanOrEqualTo(3_000);
            for (JsonNode block : message.get("blocks")) {
                if (block.has("text")) {
                    int most = block.get("type").asString().equals("header") ? 150 : 3_000;
                    assertThat(block.get("text").get("text").asString()).hasSizeLessThanOrEqualTo(most);
                }
                if (block.has("fields")) {
                    assertThat(block.get("fields").values())
                            .allSatisfy(field ->
                                    assertThat(field.get("text").asString()).hasSizeLessThanOrEqualTo(2_000));
                }
            }
        }
    }

    @Test
    void goodNewsHasNoCauseOfFailureAndNothingToDo() {
        Notice good = new Notice(
                "f",
                "r",
                "n",
                "",
                "Success",
                "succeeded again",
                Notice.Tone.GOOD,
                true,
                "",
                List.of(),
                0,
                Samples.NOON,
                Samples.NOON,
                "");
        String text = Json.text(Slack.webhook("s").message(good));
        assertThat(text).contains("✅ Flow \\\"f\\\" succeeded again").doesNotContain("What to do", "cause");
        assertThat(good.type()).isEqualTo("run.recovered");
    }

    @Test
    void nothingSaysTheAddress() {
        assertThat(Slack.webhook("slack-ops")).hasToString("Slack (webhook in secret \"slack-ops\")");
    }
}
