package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.http.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log of a run by its lines. */
class LogPageTest {
    private final Showcase show = Showcase.get();

    private Wire.Reply ask(String rest) {
        return show.server.wire().get("/api/v1/flow-runs/" + show.succeeded + "/logs" + rest, show.viewer);
    }

    private JsonNode get(String rest) {
        Wire.Reply reply = ask(rest);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<Long> numbers(JsonNode logs) {
        return logs.get("lines")
                .valueStream()
                .map(line -> line.get("line").asLong())
                .toList();
    }

    @Test
    void linesAreReadFromANumberOn() {
        JsonNode logs = get("?fromLine=1200&limit=3");

        assertThat(numbers(logs)).containsExactly(1200L, 1201L, 1202L);
        assertThat(logs.get("firstLine").asLong()).isEqualTo(1200);
        assertThat(logs.get("totalLines").asLong()).isEqualTo(2_500);
        assertThat(logs.get("nextLine").asLong()).isEqualTo(1203);
        assertThat(logs.at("/lines/0/text").asString()).isEqualTo("line 1199");
        assertThat(numbers(get("?fromLine=2500"))).containsExactly(2500L);
        assertThat(get("?fromLine=2500").has("nextLine")).isFalse();
        assertThat(numbers(get("?fromLine=9999"))).isEmpty();
        assertThat(get("?fromLine=9999").get("totalLines").asLong()).isEqualTo(2_500);
    }

    @Test
    void readingOnFromAPlaceTellsTheSameNumbers() {
        JsonNode first = get("?limit=1000");
        JsonNode second = get("?limit=1000&after=" + first.get("next").asLong());

        assertThat(numbers(first))
                .isEqualTo(
                        IntStream.rangeClosed(1, 1_000).mapToObj(i -> (long) i).toList());
        assertThat(numbers(second).getFirst()).isEqualTo(1_001);
        assertThat(second.get("nextLine").asLong()).isEqualTo(2_001);
    }

    @Test
    void filtersLeaveTheNumbersAsTheyAre() {
        assertThat(numbers(get("?level=error"))).containsExactly(1_000L, 2_000L);
        assertThat(numbers(get("?level=error&fromLine=1001"))).containsExactly(2_000L);
        assertThat(numbers(get("?node=1&child=1&limit=2"))).containsExactly(1L, 3L);
        assertThat(numbers(get("?logger=show.&limit=1"))).containsExactly(1L);
        assertThat(numbers(get("?logger=other"))).isEmpty();
        assertThat(numbers(get("?q=NEEDLE"))).containsExactly(1_235L);
        assertThat(numbers(get("?q=NEEDLE&matchCase=true"))).isEmpty();
    }

    @Test
    void searchFindsPlainTextAndSaysHowOften() {
        JsonNode all = get("/search?q=LINE&limit=5");
        JsonNode one = get("/search?q=" + URLEncoder.encode("needle.* in\n", StandardCharsets.UTF_8));

        assertThat(all.get("hits").valueStream().map(JsonNode::asInt)).containsExactly(1, 2, 3, 4, 5);
        assertThat(all.get("count").asInt()).isEqualTo(2_499);
        assertThat(all.has("nextLine")).isFalse();
        assertThat(one.get("hits").valueStream().map(JsonNode::asInt)).containsExactly(1_235);
        assertThat(get("/search?q=n.edle").get("count").asInt()).isZero();
        assertThat(get("/search?q=%25").get("count").asInt()).isZero();
        assertThat(get("/search?q=line+1&fromLine=2491").get("count").asInt()).isZero();
        assertThat(ask("/search").status()).isEqualTo(422);
    }

    @Test
    void downloadHasEveryByteOfWhatWasStored() {
        String stored = show
                .server
                .rows("select message from log_line where run_id = '" + show.succeeded + "' order by epoch, seq")
                .stream()
                .map(row -> row.get("message") + "\n")
                .collect(Collectors.joining());

        Wire.Reply raw = ask("/download?format=raw");
        assertThat(raw.response().body()).isEqualTo(stored.getBytes(StandardCharsets.UTF_8));
        assertThat(raw.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(raw.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + show.succeeded + ".txt\"");
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void downloadForPeopleSaysWhenAndWhoAndFiltersAsThePageDoes() {
        assertThat(ask("/download?level=error").text())
                .isEqualTo("2026-11-26T03:00:00.999Z ERROR [run] show.Log - line 999\n"
                        + "2026-11-26T03:00:01.999Z ERROR [run] show.Log - line 1999\n");
        assertThat(ask("/download?q=line+0").text()).contains("[fetch[1]] show.Log - line 0");
        assertThat(ask("/download?format=ndjson").text().lines()).hasSize(2_500);
        assertThat(ask("/download?format=pdf").status()).isEqualTo(422);
    }

    @Test
    void whatGoesNotTogetherIsRefused() {
        assertThat(ask("?after=1&fromLine=1").status()).isEqualTo(422);
        assertThat(ask("?level=loud").status()).isEqualTo(422);
        assertThat(ask("?limit=2001").status()).isEqualTo(422);
        assertThat(ask("?q=" + "x".repeat(1_001)).status()).isEqualTo(422);
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flow-runs/" + show.succeeded + "/logs/download", show.stranger)
                        .status())
                .isEqualTo(404);
    }
}
