package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages on serving and backfills. */
class ServedTest {
    @TempDir
    Path records;

    static String load() {
        DataInterval span = TaskRun.current().dataInterval(); // from inclusive, to exclusive
        return span.from() + " to " + span.to();
    }

    private static Flow flow() {
        return Flow.define("hourly", f -> {
            f.task(ServedTest::load);
            f.schedule(Schedule.cron("0 * * * *"));
        });
    }

    @Test
    void aFlowIsServedAsThePageSays() throws IOException, InterruptedException {
        String page = Documents.read("docs/how-to/serve-a-flow.md");
        assertThat(page)
                .contains("flow().serve(ServeOptions.DEFAULT.overlap(Overlap.queue(5)).catchUp(CatchUp.NONE));")
                .contains("DataInterval span = TaskRun.current().dataInterval(); // from inclusive, to exclusive");
        List<ServeEvent> events = new ArrayList<>();
        ServeSummary summary = flow().serve(ServeOptions.DEFAULT
                .overlap(Overlap.queue(5))
                .catchUp(CatchUp.NONE)
                .once(true)
                .runs(RunOptions.DEFAULT.recordsIn(records))
                .listener(events::add));
        assertThat(summary.flows()).isEqualTo(1);
        assertThat(events.getFirst().words()).startsWith("Flow \"hourly\" runs ");
    }

    @Test
    void aRunKnowsItsDataInterval() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2026-01-02T00:00:00Z");
        FlowRun run = flow().run(RunOptions.DEFAULT.dataInterval(new DataInterval(from, to)));
        assertThat(run.task("load").value()).isEqualTo("2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z");
        FlowRun plain = flow().run(RunOptions.DEFAULT.scheduled(to));
        assertThat(plain.task("load").value()).isEqualTo("2026-01-02T00:00:00Z to 2026-01-02T00:00:00Z");
    }
}
