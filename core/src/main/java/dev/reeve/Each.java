package dev.reeve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element for each child of a mapped task. Only {@code f.map} and {@code f.forEach} take it. Immutable. */
public final class Each<T extends @Nullable Object> implements MapInput<T> {
    private final Output<?> list;
    private final List<Task1<?, ?>> path;

    Each(Output<?> list, List<Task1<?, ?>> path) {
        this.list = list;
        this.path = List.copyOf(path);
    }

    /** A part of each element: {@code each(rows).get(Row::city)}. */
    public <C extends @Nullable Object> Each<C> get(Task1<T, C> component) {
        List<Task1<?, ?>> longer = new ArrayList<>(path);
        longer.add(Given.notNull(component, this + ".get(..)", "component"));
        return new Each<>(list, longer);
    }

    Output<?> list() {
        return list;
    }

    List<Task1<?, ?>> path() {
        return path;
    }

    @Override
    public String toString() {
        return "each(" + list + ")";
    }
}
