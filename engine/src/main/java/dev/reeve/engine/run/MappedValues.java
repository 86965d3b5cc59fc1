package dev.reeve.engine.run;

import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a mapped node: the values of the children that have one, in order. */
final class MappedValues {
    private MappedValues() {}

    static List<@Nullable Object> of(Children children) {
        if (children.successful == children.width) {
            return Collections.unmodifiableList(
                    Arrays.<@Nullable Object>asList(children.values)); // no copy: they are all there
        }
        List<@Nullable Object> values = new ArrayList<>(children.successful);
        for (int i = 0; i < children.width; i++) {
            if (hasValue(children.states[i])) {
                values.add(children.values[i]);
            }
        }
        return Collections.unmodifiableList(values);
    }

    static boolean hasValue(State state) {
        return state instanceof State.Success || state instanceof State.Cached;
    }
}
