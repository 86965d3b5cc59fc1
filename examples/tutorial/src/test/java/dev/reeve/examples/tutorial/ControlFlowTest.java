package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pages say of loops, resources, flows in flows and people is so. */
class ControlFlowTest {
    @Test
    void aLoopHandsOnWhatThereIsSoFar() throws Exception {
        assertThat(Printed.by("Catalogue"))
                .contains("closed after 4 rows\n", "4 saved\n", "read_page: Success\n", "close: Success\n");
        FlowRun run = Catalogue.flow().run();

        assertThat(run.task("read_page").attempts()).isEqualTo(3);
    }

    @Test
    void aResourceIsClosedThoughATaskThatUsedItFailed() {
        FlowRun run = Catalogue.flow(3).run();

        assertThat(run.task("save").state().name()).isEqualTo("Failed");
        assertThat(run.task("close").state().name()).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void flowsInFlowsYieldTheirResults() throws Exception {
        assertThat(Printed.by("Regions")).isEqualTo("5 12 [7, 5]\nregion Success\n");
    }

    @Test
    void aTaskRunsForEachLineOfAFile() throws Exception {
        assertThat(Printed.by("Clicks")).isEqualTo("7\n");
    }

    @Test
    void aPersonIsAskedAndAnswers() throws Exception {
        assertThat(Printed.by("Publishing"))
                .startsWith("Paused: ")
                .contains("discount")
                .endsWith("published at 300\nannounced\nSuccess\n");
    }

    @Test
    void aPriceThatLooksWrongIsAskedFor() throws Exception {
        FlowRun run = Publishing.flow().run(Map.of("price", 99_999));
        assertThat(run.task("checked").state().message()).contains("99999 looks wrong");
        run.answer("checked", 100);
        run.await();
        run.answer("discount", new Publishing.Discount(10, "late"));
        run.await();
        run.answer("approval", new Approval(false, "too dear", "eve"));
        run.await();
        run.resume("announce");

        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(run.task("publish").state().name()).isEqualTo("Skipped");
        assertThat(run.task("send_back").state().name()).isEqualTo("Success");
    }

    @Test
    void aManualTaskThatTheCallerLetsGoOnIsNotAskedFor() throws Exception {
        FlowRun run = Publishing.withoutAsking();
        run.answer("discount", new Publishing.Discount(0, ""));
        run.await();
        run.resume("approval", "bob");

        assertThat(run.await().task("announce").state().name()).isEqualTo("Success");
    }

    @Test
    void aRunWhoseQuestionHasATimeoutIsPausedAndCanBeAnswered() throws Exception {
        Flow flow = Flow.define("late", f -> f.approval("Go on?").timeout(Duration.ofHours(8)));
        FlowRun run = flow.start();

        assertThat(run.await().state().name()).isEqualTo("Paused");
        run.answer("approval", new Approval(true, "", "ada"));
        assertThat(run.await().state().name()).isEqualTo("Success");
    }
}
