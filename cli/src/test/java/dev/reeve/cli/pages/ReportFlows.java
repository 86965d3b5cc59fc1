package dev.reeve.cli.pages;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;

/** A flow that people watch in the pages, and mend. */
public final class ReportFlows {
    private ReportFlows() {}

    static String download(String country) {
        TaskRun.current().logger().info("asking for the numbers of {}", country);
        return "the numbers of " + country;
    }

    static String enrich(String numbers, String register) {
        if (!Files.exists(Path.of(register))) {
            throw new IllegalStateException("the register of countries is away");
        }
        return numbers + ", enriched";
    }

    static void publish(String report) {
        System.out.println("published " + report);
    }

    /** Fails while the file that it reads is not there. */
    public static Flow report() {
        return Flow.define("report", f -> {
            Output<String> numbers = f.task(ReportFlows::download, f.parameter("country", "Germany"));
            Output<String> enriched = f.task(ReportFlows::enrich, numbers, f.parameter("register", String.class));
            f.action(ReportFlows::publish, enriched);
        });
    }
}
