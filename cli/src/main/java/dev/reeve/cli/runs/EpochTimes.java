package dev.reeve.cli.runs;

import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.text.Shown;
import dev.reeve.engine.text.Took;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the epochs of a run took, without the time between them. */
final class EpochTimes {
    private static final int LONGEST_VALUE = 60;

    private final RecordedRun run;

    EpochTimes(RecordedRun run) {
        this.run = run;
    }

    /** When the run ended and after how long; empty if it has not. */
    Optional<String> ended() {
        if (!run.recordedState().isFinished()) {
            return Optional.empty();
        }
        int epochs = run.openings().size();
        Duration all = Duration.ZERO;
        for (int i = 0; i < epochs; i++) {
            all = all.plus(took(i));
        }
        String last = run.history().getLast().at() + ", after " + Took.words(took(epochs - 1));
        return Optional.of(epochs == 1 ? last : last + " (" + Took.words(all) + " in all " + epochs + " epochs)");
    }

    /** How long the last epoch took; empty if the run has not ended. */
    Optional<Duration> last() {
        return run.recordedState().isFinished()
                ? Optional.of(took(run.openings().size() - 1))
                : Optional.empty();
    }

    /** From the first to the last thing that is known of an epoch, by its place. */
    private Duration took(int epoch) {
        List<RunView.Entry> entries = entries(epoch);
        Instant began = run.openings().get(epoch).began();
        for (RunView.Entry entry : entries) {
            if (entry.state().isRunning()) {
                began = entry.at();
                break;
            }
        }
        Instant end = entries.isEmpty() ? began : entries.getLast().at();
        return end.isBefore(began) ? Duration.ZERO : Duration.between(began, end);
    }

    private List<RunView.Entry> entries(int epoch) {
        Instant from = epoch == 0 ? Instant.MIN : run.openings().get(epoch).began();
        Instant to = epoch + 1 < run.openings().size()
                ? run.openings().get(epoch + 1).began()
                : Instant.MAX;
        return run.history().stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .toList();
    }

    /** A line about each epoch: when, why, by which process, with which other parameters, how it ended. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < run.openings().size(); i++) {
            Opening opening = run.openings().get(i);
            lines.add("  " + opening.epoch() + "  " + opening.began() + "  "
                    + Shown.clean(opening.cause().isEmpty() ? "begun" : opening.cause()) + ", process "
                    + opening.runner().pid() + ", " + Shown.clean(end(i)) + changes(i));
        }
        return lines;
    }

    private String end(int epoch) {
        List<RunView.Entry> entries = entries(epoch);
        State last = entries.isEmpty() ? State.Pending.NOW : entries.getLast().state();
        boolean goesOn = epoch == run.openings().size() - 1 && run.alive();
        return last.isFinished() || last instanceof State.Paused
                ? last.name() + " after " + Took.words(took(epoch))
                : goesOn ? "goes on" : "interrupted";
    }

    private String changes(int epoch) {
        if (epoch == 0) {
            return "";
        }
        Map<String, RecordedParameter> before = new HashMap<>();
        run.openings().get(epoch - 1).parameters().forEach(parameter -> before.put(parameter.name(), parameter));
        StringBuilder changes = new StringBuilder();
        for (RecordedParameter now : run.openings().get(epoch).parameters()) {
            RecordedParameter was = before.get(now.name());
            if (was != null && !was.equals(now)) {
                changes.append(changes.isEmpty() ? "; " : ", ")
                        .append(Shown.clean(now.name()))
                        .append(": ")
                        .append(value(was))
                        .append(" -> ")
                        .append(value(now));
            }
        }
        return changes.toString();
    }

    private static String value(RecordedParameter parameter) {
        return parameter.problem().isEmpty()
                ? Shown.cut(Shown.clean(parameter.json()), LONGEST_VALUE)
                : "(not recorded)";
    }
}
