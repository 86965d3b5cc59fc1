package dev.reeve.engine.record;

import dev.reeve.Flow;
import dev.reeve.Inputs;
import dev.reeve.ResumePlan;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Rate;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunLimits;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A small record, the same each time, written piece by piece. */
final class Written {
    static final Instant BEGAN = Instant.parse("2026-04-01T10:00:00Z");
    static final String ID = "01kn4p0000000000000000000";
    /** Everything is written when it is published, by the thread that publishes. */
    static final WritingThreads AT_ONCE = new WritingThreads(Runnable::run, 0, 0);

    /** Nothing runs again. */
    static final Supplier<ResumePlan> NO_PLAN = () -> new ResumePlan(ID, 2, List.of());

    private static final RunLimits LIMITS =
            new RunLimits(Map.of("db", 2), Map.of("shop", 3), Map.of("api", new Rate(5, Duration.ofSeconds(1))));

    private Written() {}

    static String echo(String text) {
        return text;
    }

    static FlowGraph graph() {
        return Flow.define("wörk", f -> {
                    var one = f.task(Written::echo, f.parameter("word", "x"))
                            .named("one")
                            .version("1");
                    var many = f.map(Written::echo, Inputs.each(Inputs.value(List.of("a", "b"))))
                            .named("many")
                            .version("1");
                    f.task(Written::echo, one).named("last").after(many).version("2");
                })
                .graph();
    }

    static Opening opening(int epoch) {
        return new Opening(
                epoch,
                ID,
                "tidy-otter",
                "wörk",
                new ParentRun("01kn4", "outer \ud83d\ude00", 3, 2),
                epoch == 1 ? "" : "resumed",
                BEGAN.plusSeconds(100L * (epoch - 1)),
                BEGAN.minusSeconds(1),
                "Europe/Berlin",
                List.of(new RecordedParameter("word", "java.lang.String", "\"x\"", "ab", "")),
                new Opening.Options(LIMITS, Set.of("last"), Duration.ofSeconds(30), Duration.ofHours(1), true),
                new CodeLocation(List.of("/srv/etl.jar"), "org.acme.Etl.flow"),
                new Opening.Results("/srv/results", "json"),
                new Opening.Runner("host", 42, "/srv", "0.1.0"));
    }

    private static Instant at(int seconds) {
        return BEGAN.plusSeconds(seconds);
    }

    /** Tells a story of two tasks that ended and one that runs. */
    static void story(Journal journal) {
        journal.changed(-1, -1, State.Pending.NOW, State.Running.FIRST, at(0));
        journal.changed(0, -1, State.Pending.NOW, State.Queued.FIRST, at(1));
        journal.changed(1, -1, State.Pending.NOW, new State.Mapped(2), at(1));
        journal.publish();
        journal.changed(0, -1, State.Queued.FIRST, State.Running.FIRST, at(2));
        journal.stored(0, -1, "runs/r/one/1", "0123456789abcdef".repeat(4));
        journal.changed(0, -1, State.Running.FIRST, State.Success.PLAIN, at(3));
        journal.publish();
        for (int child = 0; child < 2; child++) {
            journal.changed(1, child, State.Pending.NOW, State.Running.FIRST, at(4));
            journal.artifact(1, new TaskArtifact("many", child, 1, at(4), Artifact.markdown("note", "# " + child)));
            journal.began(1, child, "sub." + child);
            journal.changed(1, child, State.Running.FIRST, State.Success.PLAIN, at(5));
            journal.publish();
        }
        journal.changed(1, -1, new State.Mapped(2), State.Success.PLAIN, at(6));
        journal.changed(2, -1, State.Pending.NOW, State.Running.FIRST, at(7));
        journal.turned(2, -1, 4, "runs/r/last/turn", "");
        journal.answered(2, -1, "ann", "{\"go\":true}");
        journal.publish();
    }

    static void end(Journal journal) {
        journal.changed(2, -1, State.Running.FIRST, State.Success.PLAIN, at(8));
        journal.changed(-1, -1, State.Running.FIRST, new State.Success("all well"), at(9));
        journal.resting();
        journal.rest(true);
    }

    /** A record that ended. */
    static HeapRecords whole() throws IOException {
        HeapRecords disk = new HeapRecords();
        Journal journal = new Recorder(new Records(disk), AT_ONCE).begin(opening(1), graph());
        story(journal);
        end(journal);
        return disk;
    }
}
