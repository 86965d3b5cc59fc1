package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.ErrorGroup;
import dev.reeve.api.FlowFacts;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.GridRow;
import dev.reeve.api.NewRun;
import dev.reeve.api.RunCheck;
import dev.reeve.client.FlowPages;
import dev.reeve.client.RefusedException;
import dev.reeve.server.http.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of a flow, by the client. */
class FlowPageTest {
    private final Showcase show = Showcase.get();
    private final FlowPages pages = show.server.admin().flowPages();

    @Test
    void factsTellDurationsAndGroupFailuresByTheirFirstLine() throws InterruptedException {
        FlowFacts facts = pages.facts(show.flow, 50);

        assertThat(facts.trend())
                .filteredOn(run -> run.run().equals(show.succeeded))
                .singleElement()
                .satisfies(run -> assertThat(run.micros()).isEqualTo(12_000_000));
        assertThat(facts.trend())
                .filteredOn(run -> run.run().equals(show.waiting))
                .singleElement()
                .satisfies(run -> assertThat(run.micros()).isNull());
        assertThat(facts.p50()).isEqualTo(12_000_000);
        assertThat(facts.p95()).isEqualTo(12_000_000);
        assertThat(facts.errors())
                .containsExactly(new ErrorGroup("no such page", 1, 1, List.of("pages"), show.failed, Showcase.at(2)));
    }

    @Test
    void percentilesAreTheLeastThatSoManyDoNotExceed() {
        assertThat(Facts.percentile(List.of(), 50)).isNull();
        assertThat(Facts.percentile(List.of(7L), 95)).isEqualTo(7);
        assertThat(Facts.percentile(List.of(1L, 2L, 3L, 4L), 50)).isEqualTo(2);
        assertThat(Facts.percentile(List.of(1L, 2L, 3L, 4L), 95)).isEqualTo(4);
    }

    @Test
    void gridHasARowForEachRunAndPagesOfTasks() throws InterruptedException {
        List<GridRow> rows = pages.grid(show.flow, 50, null, 0);
        GridRow whole = rows.stream()
                .filter(row -> row.run().equals(show.succeeded))
                .findFirst()
                .orElseThrow();

        assertThat(rows).extracting(GridRow::run).contains(show.failed, show.waiting, show.running);
        assertThat(whole.node()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Arrays.stream(whole.taskState())
                        .mapToObj(state -> whole.states().get(state)))
                .containsOnly("Success");
        assertThat(whole.nextTask()).isNull();
        assertThat(pages.grid(show.flow, 1, show.failed, 4)).singleElement().satisfies(row -> {
            assertThat(row.run()).isEqualTo(show.succeeded);
            assertThat(row.node()).containsExactly(4, 5);
            assertThat(row.end()[0]).isEqualTo(Micros.of(Showcase.at(12)));
        });
        Wire.Reply first = show.server.wire().get("/api/v1/flows/" + show.flow + "/grid?runs=2&tasks=4", show.viewer);
        assertThat(first.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(first.text().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"nextTask\":4"));
    }

    @Test
    void versionsAreListed() throws InterruptedException {
        assertThat(pages.versions(show.flow, null).items()).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo(1);
            assertThat(version.newest()).isTrue();
            assertThat(version.labels()).containsExactly("show");
        });
        assertThat(pages.versions(show.flow, "1").items()).isEmpty();
        assertThat(pages.drawing(show.flow, 1).edges()).hasSize(12);
    }

    @Test
    void runIsCheckedWithoutBeingMade() throws InterruptedException {
        int before = pages.grid(show.flow, 50, null, 0).size();
        RunCheck wrong = pages.validate(
                show.flow, new NewRun(7, Map.of("days", "x", "year", 1), List.of("a\nb"), " ", null, null, null));
        RunCheck right = pages.validate(show.flow, NewRun.of(Map.of("days", 3)));

        assertThat(wrong.valid()).isFalse();
        assertThat(wrong.errors())
                .extracting(error -> error.pointer())
                .containsExactlyInAnyOrder("/version", "/name", "/labels/0", "/parameters/days", "/parameters/year");
        assertThat(right.valid()).isTrue();
        assertThat(right.parameters()).isEqualTo(Map.of("country", "Germany", "days", 3));
        assertThat(right.labels()).containsExactly("show");
        assertThat(pages.grid(show.flow, 50, null, 0)).hasSize(before);
    }

    @Test
    void runIsAskedForOnceByItsKeyAndRefusedByPointer() throws InterruptedException {
        NewRun wanted = new NewRun(1, Map.of("days", 3), List.of("nobody"), "asked", null, null, "once");
        FlowRunCreated made = pages.run(show.flow, wanted);

        assertThat(pages.run(show.flow, wanted).id()).isEqualTo(made.id());
        assertThat(show.server.admin().flowRun(made.id()).name()).isEqualTo("asked");
        assertThatThrownBy(() -> pages.run(show.flow, NewRun.of(Map.of())))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(
                                        refused.problem().errors().getFirst().pointer())
                                .isEqualTo("/parameters/days"));
        assertThat(show.server
                        .wire()
                        .post("/api/v1/flows/" + show.flow + "/runs", show.viewer, "{}")
                        .status())
                .isEqualTo(403);
        assertThat(show.server
                        .wire()
                        .post("/api/v1/flows/" + show.flow + "/runs", show.stranger, "{}")
                        .status())
                .isEqualTo(404);
        show.server.admin().cancel(made.id(), "");
    }
}
