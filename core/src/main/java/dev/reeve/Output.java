package dev.reeve;

import org.jspecify.annotations.Nullable;

/**
 * The typed handle of what a node will yield. Holds no value itself: {@code equals} refuses anything that is no
 * handle, because {@code country.equals("DE")} would compare the handle. Belongs to the flow it was made in.
 */
public sealed interface Output<T extends @Nullable Object> extends Node, MapInput<T>
        permits Parameter, TaskNode, ApprovalNode, Derived {
    /** Whether this will equal a constant: {@code onlyIf(format.is(CSV))}. */
    default Output<Boolean> is(T constant) {
        return new Derived<>(new Derived.Is(this, constant));
    }

    /** A part of this, such as {@code csv.get(CsvFile::text)}. Costs no task; a part of nothing is nothing. */
    default <C extends @Nullable Object> Output<C> get(Task1<T, C> component) {
        return new Derived<>(
                new Derived.Part(this, Given.notNull(component, Handles.text(this) + ".get(..)", "component")));
    }
}
