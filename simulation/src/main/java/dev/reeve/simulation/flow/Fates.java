package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How task runs that run come out, and what is found of that. */
public interface Fates {
    /** How one ended before, and stays whatever became of what is before it; null if it did not. */
    default @Nullable End kept(DrawnNode node, int child) {
        return null;
    }

    /** Whether a mapped node that was kept has children. */
    default boolean hasChildren(DrawnNode node) {
        return true;
    }

    /** How one ends that runs with those inputs, and would make that value of them. */
    End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good);

    /** How one ends whose inputs cannot be read. */
    End unreadable(DrawnNode node, int child);

    /** Told how it is to end, and gives how what follows is to see it; {@code child} is -1 for a node. */
    End seen(DrawnNode node, int child, End expected);
}
