package dev.reeve.cli.flows;

import dev.reeve.Flow;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/** A flow whose tasks keep artifacts, have names and print. */
public final class VisitFlows {
    private VisitFlows() {}

    static String visit(String shop) {
        TaskRun run = TaskRun.current();
        run.logger().info("visiting");
        System.out.println("ringing at " + shop);
        run.artifact(Artifact.link("page", URI.create("https://example.org/" + shop)));
        run.artifact(Artifact.markdown("report", "# Visited " + shop + "\u001b[2J\nAll is well."));
        run.artifact(Artifact.table("tills", List.of("till", "sum"), List.of(List.of(1, 2.5))));
        run.artifact(Artifact.image("plot", "image/png", new byte[] {1, 2}));
        return shop;
    }

    /** One visit. */
    public static Flow visits() {
        return Flow.define("visits", f -> {
            f.runNamed("visits-{day}");
            f.parameter("day", LocalDate.of(2026, 1, 31));
            f.task(VisitFlows::visit, f.parameter("shop", "Rome"))
                    .runNamed("{shop} on {day}")
                    .captureOutput();
        });
    }
}
