package dev.reeve.examples.tutorial;

import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.TaskRun;
import dev.reeve.examples.tutorial.DailyOrders.Order;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeEvent;
import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TaskCall;
import dev.reeve.testing.TaskTester;
import dev.reeve.testing.TestRun;
import dev.reeve.testing.TestServing;
import dev.reeve.testing.Testbed;
import dev.reeve.testing.junit.CrashAt;
import dev.reeve.testing.junit.FlowTest;
import dev.reeve.testing.places.Equivalence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** The examples of docs/how-to/test-a-flow.md. */
class DailyOrdersTest {
    @TempDir
    Path folder;

    // snippet: tester
    private FlowTester orders() {
        return FlowTester.of(DailyOrders.flow())
                .with("file", folder.resolve("total.txt"))
                .secret("shop-token", "t0ken")
                .replace(DailyOrders::fetch, (page, token) -> List.of(new Order(page, "Rome", 10 * page)));
    }

    @Test
    void ordersAreAddedUpAndLoaded() throws IOException {
        TestRun run = orders().run();

        assertThat(run).succeeded().task("total").hasResult(60);
        assertThat(folder.resolve("total.txt")).hasContent("total 60");
    }

    static String load() {
        return TaskRun.current().dataInterval().from().toString();
    }

    private static Flow nightly() {
        return Flow.define("nightly", f -> {
            f.task(DailyOrdersTest::load);
            f.schedule(Schedule.cron("30 2 * * *").in("Europe/Berlin"));
        });
    }

    // snippet: serve
    @Test
    void aYearOfNightsRunsEachOnceAlsoWhereClocksChange() {
        TestServing year = FlowTester.of(nightly()).serve(Duration.ofDays(365));

        assertThat(year.firings()).hasSize(365);
        assertThat(year.run("2026-03-29T01:30:00Z")).succeeded();
        assertThat(year.told(ServeEvent.Kind.SKIPPED)).isEmpty();
    }

    @Test
    void aSlowNightIsWaitedFor() {
        TestServing week = FlowTester.of(nightly())
                .taking("load", Duration.ofHours(30))
                .serve(Duration.ofDays(3), options -> options.overlap(Overlap.queue(5)));

        assertThat(week.runs()).hasSize(3);
        assertThat(week.runs().get(1)).took(Duration.ofHours(30));
    }

    // snippet: retry
    @Test
    void aShopThatIsClosedForTheNightIsAskedAgain() {
        TestRun run =
                orders().failing("fetch[1]", 2, () -> new IOException("closed")).run();

        assertThat(run)
                .succeeded()
                .took(Duration.ofHours(12))
                .task("fetch[1]")
                .retried(2)
                .task("fetch[0]")
                .retried(0);
    }

    // snippet: timeout
    @Test
    void aPageThatTakesTooLongIsGivenUp() {
        TestRun run = orders().taking("fetch[2]", Duration.ofHours(1)).run();

        assertThat(run).failed().task("fetch[2]").timedOut().task("load").triggerFailed();
    }

    // snippet: byName
    @Test
    void aDayWithoutOrdersLoadsNothing() {
        TestRun run = orders().replace("collect", call -> List.of()).run();

        assertThat(run).task("total").wasSkipped("without orders").task("load").wasNotCalled();
    }

    // snippet: asserting
    @Test
    void eachPageIsFetchedOnceAndTheTokenIsNotLogged() {
        TestRun run = orders().run();

        assertThat(run)
                .succeeded()
                .ranInOrder("list_pages", "fetch", "collect", "load")
                .neverLogged("t0ken")
                .task("fetch")
                .hasChildren(3, "Success")
                .wasCalled(3)
                .task("collect")
                .history("Pending", "Queued", "Running", "Success")
                .logged(Level.INFO, "3 orders on 3 pages");
        assertThat(run.calls("fetch").get(1).argument(0, Integer.class)).isEqualTo(2);
    }

    // snippet: message
    @Test
    void whatIsNotSoIsExplained() {
        TestRun run =
                orders().failing("fetch", 4, () -> new IOException("closed")).run();

        assertThatThrownBy(() -> assertThat(run).task("fetch[0]").succeeded())
                .hasMessageContaining("Task \"fetch[0]\" of flow \"daily-orders\" should have succeeded.")
                .hasMessageContaining("message: IOException: closed");
    }

    // snippet: byHand
    @Test
    void meanwhileThePageWaits() {
        TestRun run =
                orders().failing("fetch[0]", 1, () -> new IOException("closed")).start();

        run.advance(Duration.ofHours(5));
        assertThat(run).task("fetch[0]").hasState("Retrying");
        run.advance(Duration.ofHours(1));
        assertThat(run).succeeded();
    }

    // snippet: answer
    @Test
    void whatNobodyApprovesIsKeptBack() {
        TestRun run = FlowTester.of(DailyOrders.asking())
                .answering("ask", new Approval(false, "not yet", "Ada"))
                .run();

        assertThat(run).succeeded().task("publish").hasResult("kept back");
    }

    // snippet: oneTask
    @Test
    void pagesAreCollected() {
        List<List<Order>> pages = List.of(List.of(new Order(1, "Rome", 5)), List.of());

        TaskCall<List<Order>> call = TaskTester.named("collect").call(() -> DailyOrders.collect(pages));

        assertThat(call).succeeded().hasResult(pages.getFirst()).logged(Level.INFO, "1 orders on 2 pages");
    }

    // snippet: crash
    @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
    void ordersAreLoadedWhateverBecomesOfTheProcess(Testbed testbed) throws IOException {
        TestRun run = orders().in(testbed).run();

        assertThat(run).succeeded();
        assertThat(Files.readString(folder.resolve("total.txt"))).isEqualTo("total 60\n");
    }

    // snippet: everywhere
    @Test
    void ordersAreTheSameWhereverTheyAreAddedUp() {
        Equivalence.of(this::orders).check();
    }

    // snippet end
}
