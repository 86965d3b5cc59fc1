package dev.reeve.cli.runs;

import dev.reeve.cli.terminal.MistakeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs are meant, beside those of a flow. */
public final class RunFilter {
    /** Those that no more becomes of, and that are no success. */
    public static final List<String> FAILED = List.of("Failed", "TimedOut", "TriggerFailed", "Crashed");

    private static final List<String> STATES = List.of(
            "Pending",
            "Scheduled",
            "Queued",
            "Paused",
            "Retrying",
            "Running",
            "Mapped",
            "Cancelling",
            "Success",
            "Cached",
            "Skipped",
            "Failed",
            "TimedOut",
            "TriggerFailed",
            "Crashed",
            "Cancelled");

    @Option(
            names = "--state",
            paramLabel = "STATE,..",
            split = ",",
            description = "Only runs in that state, or one of these: success, failed, cancelled, paused, running ..")
    private List<String> states = List.of();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "On the server: only runs that ask for that label; given several times, for all of them.")
    private List<String> labels = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only runs from then on: how long ago (90m, 12h, 1d), a day or a time.")
    private @Nullable String since;

    @Option(names = "--project", paramLabel = "NAME", description = "On the server: only runs of that project.")
    private @Nullable String project;

    /** As they were written. */
    public List<String> states() {
        return states;
    }

    /** Whether something that only a server knows is asked for. */
    public boolean served() {
        return !labels.isEmpty() || project != null;
    }

    /** Whether anything is said. */
    public boolean said() {
        return served() || !states.isEmpty() || since != null;
    }

    /** Since when; null: whenever. */
    public @Nullable Instant since(Instant now) {
        return since == null ? null : Since.of(since, now, ZoneId.systemDefault());
    }

    /** Between commas; null: whatever they have. */
    public @Nullable String labels() {
        return labels.isEmpty() ? null : String.join(",", labels);
    }

    /** Null: of all. */
    public @Nullable String project() {
        return project;
    }

    /**
     * Names of states as a server has them, between commas; null: any.
     *
     * @throws MistakeException if there is no such state
     */
    public @Nullable String served(List<String> otherwise) {
        List<String> named = states.isEmpty()
                ? otherwise
                : states.stream().map(RunFilter::state).toList();
        return named.isEmpty() ? null : String.join(",", named);
    }

    private static String state(String text) {
        String plain = plain(text);
        return STATES.stream()
                .filter(state -> plain(state).equals(plain))
                .findFirst()
                .orElseThrow(() -> new MistakeException("There is no state \"" + text + "\". There are "
                        + String.join(", ", STATES).toLowerCase(Locale.ROOT) + "."));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
