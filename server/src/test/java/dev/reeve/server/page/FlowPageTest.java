package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.CalendarDay;
import dev.reeve.api.ErrorGroup;
import dev.reeve.api.FlowCalendar;
import dev.reeve.api.FlowFacts;
import dev.reeve.api.FlowRunCreated;
import dev.reeve.api.FlowSummary;
import dev.reeve.api.GridRow;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewRun;
import dev.reeve.api.Page;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.Registration;
import dev.reeve.api.RunCheck;
import dev.reeve.api.VersionChange;
import dev.reeve.api.VersionChanges;
import dev.reeve.client.FlowPages;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunsQuery;
import dev.reeve.server.Samples;
import dev.reeve.server.http.Wire;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
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
                .containsExactly(new ErrorGroup(
                        "no such page", 1, 1, List.of("pages"), show.failed, Showcase.at(2), Showcase.at(2)));
    }

    @Test
    void aCalendarHasTheDaysOnWhichRunsWereMadeInTheZoneThatIsAskedFor() throws InterruptedException {
        FlowCalendar utc = pages.calendar(show.flow, "UTC", 366);
        long runs = show.server
                .admin()
                .flowRuns(new RunsQuery("Show", "show", null, 200, null, null, null, null, false))
                .items()
                .size();
        assertThat(utc.days().stream()
                        .flatMap(day -> day.counts().values().stream())
                        .mapToLong(count -> count)
                        .sum())
                .isEqualTo(runs)
                .isPositive();
        assertThat(LocalDate.parse(utc.from()).plusDays(365)).isEqualTo(LocalDate.parse(utc.to()));
        CalendarDay last = utc.days().getLast();
        assertThat(last.from()).isEqualTo(Instant.parse(last.day() + "T00:00:00Z"));
        assertThat(last.to()).isEqualTo(last.from().plus(Duration.ofDays(1)));

        FlowCalendar far = pages.calendar(show.flow, "Pacific/Kiritimati", 2);
        assertThat(far.days())
                .allSatisfy(day -> assertThat(day.from())
                        .isEqualTo(LocalDate.parse(day.day())
                                .atStartOfDay(ZoneId.of("Pacific/Kiritimati"))
                                .toInstant()));
        for (String zone : List.of("Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Australia/Lord_Howe")) {
            FlowCalendar halves = pages.calendar(show.flow, zone, 366);
            assertThat(halves.days()).as(zone).isNotEmpty();
            for (CalendarDay day : halves.days()) {
                long made =
                        day.counts().values().stream().mapToLong(count -> count).sum();
                assertThat(made).as(zone).isEqualTo(madeWithin(day.from(), day.to()));
            }
        }
        for (String zone : List.of("Nowhere/None", "x".repeat(5_000), "UTC\u0000")) {
            assertThatThrownBy(() -> pages.calendar(show.flow, zone, 366))
                    .as(zone)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.status()).isBetween(400, 422));
        }
        assertThatThrownBy(() -> pages.calendar(show.flow, "UTC", 401)).isInstanceOf(RefusedException.class);
    }

    private long madeWithin(Instant from, Instant to) throws InterruptedException {
        return show
                .server
                .admin()
                .flowRuns(new RunsQuery("Show", "show", null, 200, null, null, from, null, false))
                .items()
                .stream()
                .filter(run -> run.createdAt().isBefore(to))
                .count();
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
        assertThat(whole.first()).isZero();
        assertThat(whole.states()).containsExactly("Success");
        assertThat(whole.taskState()).containsExactly(0, 6);
        assertThat(whole.start()).hasSize(6).doesNotContain(-1);
        assertThat(whole.nextTask()).isNull();
        assertThat(rows.getFirst().tasks()).startsWith("pages", "fetch").hasSize(6);
        assertThat(rows).filteredOn(row -> row.tasks() != null).hasSize(1);
        assertThat(pages.grid(show.flow, 1, show.failed, 4)).singleElement().satisfies(row -> {
            assertThat(row.run()).isEqualTo(show.succeeded);
            assertThat(row.first()).isEqualTo(4);
            assertThat(row.taskState()).containsExactly(0, 2);
            assertThat(row.since() + row.start()[0] + row.took()[0])
                    .isEqualTo(Showcase.at(12).toEpochMilli());
        });
        Wire.Reply first = show.server.wire().get("/api/v1/flows/" + show.flow + "/grid?runs=2&tasks=4", show.viewer);
        assertThat(first.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(first.text().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"nextTask\":4"));
    }

    @Test
    void gridTellsTasksThatHaveNotBegun() throws InterruptedException {
        GridRow going = pages.grid(show.flow, 50, null, 0).stream()
                .filter(row -> row.run().equals(show.running))
                .findFirst()
                .orElseThrow();

        assertThat(going.states()).containsExactly("Pending", "Queued");
        for (int task = 0; task < 6; task++) {
            String state = going.states().get(valueAt(going.taskState(), task));
            assertThat(state).isEqualTo(task == 0 ? "Queued" : "Pending");
            assertThat(going.start()[task]).isEqualTo(-1);
            assertThat(going.took()[task]).isEqualTo(-1);
        }
        assertThat(valueAt(going.attempt(), 5)).isZero();
        assertThat(going.since()).isZero();
    }

    /** Of pairs of a value and of how often it stands there. */
    private static int valueAt(int[] pairs, int place) {
        int before = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            before += pairs[i + 1];
            if (place < before) {
                return pairs[i];
            }
        }
        throw new AssertionError("there is no place " + place);
    }

    @Test
    void gridIsCompressedForWhoeverUnderstandsThat() throws Exception {
        String path = "/api/v1/flows/" + show.flow + "/grid?runs=50";
        Wire.Reply plain = show.server.wire().get(path, show.viewer);
        Wire.Reply gzip =
                show.server.wire().send("GET", path, show.viewer, new byte[0], "Accept-Encoding", "br, gzip;q=0.8");
        Wire.Reply refused =
                show.server.wire().send("GET", path, show.viewer, new byte[0], "Accept-Encoding", "gzip;q=0, identity");

        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.header("Vary")).contains("Accept-Encoding");
        byte[] written = gzip.response().body();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(written)).readAllBytes())
                .isEqualTo(plain.response().body());
        assertThat(written.length).isLessThan(plain.response().body().length / 2);
        assertThat(refused.response().headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(refused.text()).isEqualTo(plain.text());
    }

    @Test
    void versionsAreListed() throws InterruptedException {
        assertThat(pages.versions(show.flow, null).items()).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo(1);
            assertThat(version.newest()).isTrue();
            assertThat(version.labels()).containsExactly("show");
            assertThat(version.registeredBy()).isEqualTo("REEVE_ADMIN_TOKEN");
            assertThat(version.sha256()).hasSize(64);
            assertThat(version.runs()).isGreaterThanOrEqualTo(4);
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

    @Test
    void listSaysHowEachFlowDoes() throws InterruptedException {
        FlowSummary shown = pages.list("Show", "SHO", "recent", 100, null).items().stream()
                .filter(flow -> flow.id().equals(show.flow))
                .findFirst()
                .orElseThrow();

        assertThat(shown.project()).isEqualTo("Show");
        assertThat(shown.states()).containsEntry("Failed", 1L).containsEntry("Success", 1L);
        assertThat(shown.p50()).isEqualTo(12_000_000);
        assertThat(shown.recent()).extracting(run -> run.run()).contains(show.succeeded, show.failed, show.waiting);
        assertThat(shown.recent()).isSortedAccordingTo((a, b) -> b.run().compareTo(a.run()));
        assertThat(shown.lastFailure())
                .satisfies(failure -> assertThat(failure.run()).isEqualTo(show.failed));
        assertThat(shown.nextAt()).isNull();
        assertThat(pages.list("Show", "no such flow", "name", 10, null).items()).isEmpty();
    }

    @Test
    void listIsPagedInEachOrder() throws InterruptedException {
        ReeveClient admin = show.server.admin();
        admin.createProject(new NewProject("Listed", ""));
        for (String name : List.of("b", "a", "C")) {
            admin.register("Listed", Samples.registration(name, "0".repeat(64)));
        }
        admin.createFlowRun(
                new NewFlowRun("C", "Listed", null, Map.of("days", 1), List.of("nobody"), null, null, null, null));
        Page<FlowSummary> first = pages.list("Listed", null, "name", 2, null);

        assertThat(first.items()).extracting(FlowSummary::name).containsExactly("a", "b");
        assertThat(first.total()).isEqualTo(3);
        assertThat(pages.list("Listed", null, "name", 2, first.next()).items())
                .extracting(FlowSummary::name)
                .containsExactly("C");
        assertThat(pages.list("Listed", null, "recent", 1, null).items())
                .extracting(FlowSummary::name)
                .containsExactly("C");
        assertThat(pages.list("Listed", null, "failed", 3, null).items()).hasSize(3);
        for (String wrong : List.of("sort=x", "cursor=x", "limit=101", "project=none")) {
            assertThat(show.server
                            .wire()
                            .get("/api/v1/ui/flows?" + wrong, show.viewer)
                            .status())
                    .as(wrong)
                    .isBetween(400, 499);
        }
        assertThat(show.server
                        .wire()
                        .get("/api/v1/ui/flows", show.stranger)
                        .json()
                        .get("items")
                        .valueStream())
                .allSatisfy(flow -> assertThat(flow.get("project").asString()).isEqualTo("Else"));
    }

    @Test
    void whatChangedBetweenTwoVersionsIsTold() throws InterruptedException {
        ReeveClient admin = show.server.admin();
        Registration before = Samples.registration("changes", "0".repeat(64));
        String flow = admin.register("Show", before).flowId();
        admin.register(
                "Show",
                new Registration(
                        "changes",
                        before.description(),
                        "1".repeat(64),
                        List.of(Samples.node("fetch", 3), Samples.node("parse", 0), Samples.node("store", 0)),
                        List.of(new RegisteredEdge(0, 1, "DATA"), new RegisteredEdge(0, 2, "ORDER")),
                        before.parameters().subList(0, 1),
                        null,
                        List.of("gpu"),
                        before.readme(),
                        before.bundle(),
                        before.reeve(),
                        "25"));

        assertThat(pages.changes(flow, 2, null).changes())
                .containsExactly(
                        new VersionChange("task", "fetch", "retries", "1", "3"),
                        new VersionChange("task", "parse", null, null, "fetch"),
                        new VersionChange("task", "store", null, null, "fetch (order)"),
                        new VersionChange("task", "load", null, "fetch", null),
                        new VersionChange("parameter", "days", null, "int", null),
                        new VersionChange("flow", "", "labels", null, "gpu"),
                        new VersionChange("flow", "", "java", "21", "25"));
        assertThat(pages.changes(flow, 1, 2).changes())
                .contains(
                        new VersionChange("task", "load", null, null, "fetch"),
                        new VersionChange("task", "fetch", "retries", "3", "1"));
        assertThat(pages.changes(flow, 1, null)).isEqualTo(new VersionChanges(1, null, List.of()));
        assertThatThrownBy(() -> pages.changes(flow, 2, 7))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }

    @Test
    void changesWithinAFlowInsideAreTold() throws InterruptedException {
        ReeveClient admin = show.server.admin();
        Registration before = Showcase.registration("inside");
        String flow = admin.register("Show", before).flowId();
        List<RegisteredNode> nodes = new ArrayList<>(before.nodes());
        RegisteredNode publish = nodes.get(4);
        nodes.set(
                4,
                new RegisteredNode(
                        publish.name(),
                        publish.kind(),
                        publish.function(),
                        publish.tags(),
                        publish.mapped(),
                        publish.retries(),
                        publish.skipRule(),
                        publish.reference(),
                        publish.reads(),
                        publish.produces(),
                        new RegisteredGraph(List.of(Samples.node("a", 0), Samples.node("b", 2)), List.of())));
        admin.register(
                "Show",
                new Registration(
                        "inside",
                        before.description(),
                        "2".repeat(64),
                        nodes,
                        before.edges(),
                        before.parameters(),
                        null,
                        before.labels(),
                        before.readme(),
                        before.bundle(),
                        before.reeve(),
                        before.javaRelease()));

        assertThat(pages.changes(flow, 2, null).changes())
                .containsExactly(
                        new VersionChange("task", "publish \u203a b", "upstreams", "a", null),
                        new VersionChange("task", "publish \u203a b", "retries", "0", "2"));
    }
}
