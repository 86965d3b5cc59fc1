package dev.reeve.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The run begins. */
final class Beginning extends Message {
    private final Steering steering;
    private final @Nullable Duration deadline;

    Beginning(Steering steering, @Nullable Duration deadline) {
        this.steering = steering;
        this.deadline = deadline;
    }

    @Override
    void apply(Run run) {
        if (deadline != null) {
            steering.deadline(deadline);
        }
        run.start();
        steering.begun(run);
    }
}
