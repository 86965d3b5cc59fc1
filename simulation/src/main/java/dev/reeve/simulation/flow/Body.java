package dev.reeve.simulation.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tasks of a drawn flow do when they run; which attempt it is, the current task run says. */
public interface Body {
    /** The value of an attempt. */
    @Nullable
    Object run(DrawnFlow.DrawnNode node, List<@Nullable Object> inputs) throws Exception;
}
