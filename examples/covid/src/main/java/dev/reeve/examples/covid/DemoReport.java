package dev.reeve.examples.covid;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What the demo says, as text. */
final class DemoReport {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private DemoReport() {}

    /** A line for a change of state that is worth one: when a task starts, waits for another attempt, or ends. */
    static Optional<String> line(StateChange change, ZoneId zone) {
        boolean worth = change.to() instanceof State.Running
                || change.to() instanceof State.Retrying
                || change.to().isFinished();
        if (!worth) {
            return Optional.empty();
        }
        String what = change.task().isEmpty() ? change.flow() : change.taskLabel();
        return Optional.of("%s  %-24s %s"
                .formatted(CLOCK.format(change.at().atZone(zone)), what, words(change.to()))
                .stripTrailing());
    }

    /** How each task ended. */
    static String tasks(FlowRun run) {
        StringBuilder text = new StringBuilder("%-24s %-14s %8s%n".formatted("Task", "State", "Time"));
        for (TaskOutcome task : run.tasks()) {
            String time = task.duration().map(Took::words).orElse("");
            text.append("%-24s %-14s %8s  %s"
                    .formatted(
                            task.name(),
                            task.state().name(),
                            time,
                            Shown.clean(task.state().message()))
                    .stripTrailing());
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Where a file of that bucket is: an absolute path, or its address in S3. */
    static String place(URI bucket, String filename) {
        if ("file".equals(bucket.getScheme())) {
            return Path.of(bucket).resolve(filename).toString();
        }
        String address = bucket.toString();
        return address + (address.endsWith("/") ? "" : "/") + filename;
    }

    /** That a download was saved, and how to have it all the same. */
    static String reused(URI source, Path results) {
        String what = source.equals(CovidFlow.ECDC_DATA) ? "the bundled edition" : source.toString();
        return "download_data did not run: " + what + " was already downloaded today. To read it again, remove "
                + results + ".";
    }

    /** What somebody who has just seen the demo may want to do next. */
    static String next() {
        return """
            Try next:
              ./reeve demo --country Italy          another country, without another download
              ./reeve demo --bucket s3://NAME       into S3; AWS_ENDPOINT_URL names a server of your own
              ./reeve demo --data FILE|URL          data of your own, in the ECDC's daily format
              ./reeve install                       Reeve in your local Maven repository, for flows of your own
            The flow itself: examples/covid/src/main/java/dev/reeve/examples/covid/CovidFlow.java
            """;
    }

    private static String words(State state) {
        String message = Shown.clean(state.message());
        return message.isEmpty() ? state.name() : state.name() + "  " + message;
    }
}
