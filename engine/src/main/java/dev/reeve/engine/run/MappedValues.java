package dev.reeve.engine.run;

import dev.reeve.engine.spill.KeptList;
import dev.reeve.state.State;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The result of a mapped node: the values of the children that have one, in order. */
final class MappedValues {
    private MappedValues() {}

    static List<@Nullable Object> of(Children children) {
        if (children.successful == children.width) {
            return new KeptList(children.values, children.firstSlot, null); // no copy: they are all there
        }
        int[] places = IntStream.range(0, children.width)
                .filter(i -> hasValue(children.states[i]))
                .toArray();
        return new KeptList(children.values, children.firstSlot, places);
    }

    static boolean hasValue(State state) {
        return state instanceof State.Success || state instanceof State.Cached;
    }
}
