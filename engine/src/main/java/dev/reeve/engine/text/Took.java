package dev.reeve.engine.text;

import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long something took, in words. */
public final class Took {
    private Took() {}

    /** As people write it: {@code 3 ms}, {@code 1.2 s}, {@code 2 min 5 s}, {@code 3 h 10 min}. Negative is 0. */
    public static String words(Duration duration) {
        if (duration.isNegative()) {
            return "0 ms";
        }
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 60) { // cut, not rounded: 59.99 s is not yet 60.0 s
            return String.format(Locale.ROOT, "%d.%d s", duration.toSeconds(), duration.toMillisPart() / 100);
        }
        return duration.toMinutes() < 60
                ? duration.toMinutes() + " min" + rest(duration.toSecondsPart(), " s")
                : duration.toHours() + " h" + rest(duration.toMinutesPart(), " min");
    }

    /**
     * From the first time that work went on to the end; nothing if it has not both. Of what was reopened, as by a resume,
     * since then: the time between two epochs is nobody's work.
     */
    public static Optional<Duration> of(List<RunView.Entry> history) {
        Instant began = null;
        for (RunView.Entry entry : history) {
            if (entry.state() instanceof State.Pending) {
                began = null;
            } else if (began == null && entry.state().isRunning()) {
                began = entry.at();
            }
        }
        return began == null || !history.getLast().state().isFinished()
                ? Optional.empty()
                : Optional.of(Duration.between(began, history.getLast().at()));
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
