package dev.reeve.cli.run;

import dev.reeve.FlowRun;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who is asked when a run can go on only if a person says so. */
@FunctionalInterface
public interface Questions {
    /** Nobody is. */
    Questions NONE = run -> null;

    /** What gives the run a person's answer; null if it ended, nothing is to be asked, or the person leaves it waiting. */
    @Nullable
    Runnable answer(FlowRun run) throws IOException;
}
