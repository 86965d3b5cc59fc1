package dev.reeve.cli.runs;

import dev.reeve.ResumePlan;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedReason;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.record.Structure;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the epochs of a run that was resumed made of a task, and why. */
final class EpochReasons {
    private final RecordedRun run;

    EpochReasons(RecordedRun run) {
        this.run = run;
    }

    /** A sentence about the last epoch, to be put behind another; empty if there was only one. */
    String about(TaskPlace place) {
        if (run.openings().size() < 2) {
            return "";
        }
        Opening last = run.opening();
        List<RunView.Entry> history = place.history();
        State before = before(history, last);
        RecordedReason planned = planned(place, last.epoch());
        if (before instanceof State.Pending && history.getFirst().at().isBefore(last.began())) {
            return ""; // it had not begun then
        }
        String epoch = " in epoch " + last.epoch();
        if (planned != null && planned.fate() == ResumePlan.Fate.WAITS) {
            return " It has waited since before epoch " + last.epoch() + ".";
        }
        if (planned != null && planned.fate() == ResumePlan.Fate.AGAIN) {
            return !history.getFirst().at().isBefore(last.began())
                    ? ""
                    : verb(place.state()) + epoch + " (" + cause(last) + "): " + Sentences.end(then(planned.reason()));
        }
        boolean reused = place.state().isFinished() && history.getLast().at().isBefore(last.began());
        if (reused) {
            return " It was reused" + epoch + ": it had ended so before, and nothing that it is made from changed.";
        }
        return run.planned() && planned != null
                ? verb(place.state()) + epoch + " (" + cause(last) + "): " + Sentences.end(then(planned.reason()))
                : guess(place, before, last);
    }

    private static @Nullable RecordedReason planned(TaskPlace place, int epoch) {
        return place.task().planned(place.child()).stream()
                .filter(reason -> reason.epoch() == epoch)
                .findFirst()
                .orElse(null);
    }

    private static State before(List<RunView.Entry> history, Opening last) {
        State before = State.Pending.NOW;
        for (RunView.Entry entry : history) {
            before = entry.at().isBefore(last.began()) ? entry.state() : before;
        }
        return before;
    }

    private static String verb(State state) {
        return state.isFinished() ? " It ran again" : " It runs again";
    }

    /** What a plan said of the time before it, told afterwards. */
    private static String then(String reason) {
        String past = reason.startsWith("it ended ") ? "it had ended " + reason.substring(9) : reason;
        return past.endsWith(", which is not over") ? past.substring(0, past.length() - 11) + "was to run again" : past;
    }

    private static String cause(Opening opening) {
        return opening.cause().isEmpty() ? "resumed" : opening.cause();
    }

    /** Where the record does not say what was planned, as those of the first versions do not. */
    private String guess(TaskPlace place, State before, Opening last) {
        if (place.history().size() < 2) {
            return "";
        }
        String why = before.isSuccessful()
                ? changed(place.task(), last)
                : before.isFinished() ? "it had ended " + before.name() : "it was " + before.name() + " then";
        return verb(place.state()) + " in epoch " + last.epoch() + " (" + cause(last) + "): " + why + ".";
    }

    private String changed(RecordedTask task, Opening last) {
        List<Structure.Upstream> upstreams =
                run.structure().node(task.name()).map(Structure.Node::upstreams).orElse(List.of());
        for (Structure.Upstream up : upstreams) {
            RecordedTask above = run.task(up.name()).orElse(null);
            if (above != null && !above.history(-1).getLast().at().isBefore(last.began())) {
                return "it depends on " + up.name() + ", which ran again";
            }
        }
        return "it was asked for, or its code, its inputs or parameters changed, or its result was not there";
    }

    /** A line about each epoch but the first. */
    static List<String> lines(TaskPlace place) {
        List<String> lines = new ArrayList<>();
        for (RecordedReason reason : place.task().planned(place.child())) {
            String what = switch (reason.fate()) {
                case AGAIN -> "to run";
                case WAITS -> "to wait on";
                case PARTLY_REUSED -> "in part to run";
                case REUSED -> "reused";
            };
            lines.add("  " + reason.epoch() + "  " + what + ": " + reason.reason());
        }
        return lines;
    }
}
