package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How task runs that run come out, and what is found of that. */
public interface Fates {
    /** How one ends that runs with those inputs, and would make that value of them. */
    End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good);

    /** How one ends whose inputs cannot be read. */
    End unreadable(DrawnNode node, int child);

    /** Told how it is to end, and gives how what follows is to see it; {@code child} is -1 for a node. */
    End seen(DrawnNode node, int child, End expected);
}
