package dev.reeve;

import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import org.jspecify.annotations.Nullable;

/** A run of a flow that yields a value. Thread-safe. */
public final class ResultRun<R extends @Nullable Object> extends FlowRun {
    ResultRun(Flow flow, ActiveRun run) {
        super(flow, run);
    }

    /**
     * What the flow yields.
     *
     * @throws IllegalStateException if the run did not get that far; says how it stands
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // Flow.returning has the type, null included
    public R result() {
        RunView.Value value = view().flowResult();
        if (!value.present()) {
            throw new IllegalStateException("Run " + id() + " of flow \"" + flow().name() + "\" has no result: it is "
                    + Results.words(state()) + ".");
        }
        return (R) value.value();
    }
}
