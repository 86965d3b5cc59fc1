package dev.reeve.engine.spill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a stream that a task returned. Whoever reads it gets a stream of its own. Thread-safe. */
public final class Drained extends Elsewhere {
    private final DrainedList elements;
    private final Coding coding;

    Drained(DrainedList elements, Coding coding) {
        this.elements = elements;
        this.coding = coding;
    }

    @Override
    Object of(int key) {
        return elements.stream();
    }

    /** All of them, in order. What is not in memory is read when it is asked for. */
    public List<@Nullable Object> elements() {
        return elements;
    }

    /** Whether some are in memory that could be moved out of it. */
    public boolean isHeld() {
        return elements.firstHeld() >= 0;
    }

    /** Moves elements out of memory, about so many bytes. */
    public void move(Spill spill, long enough) {
        elements.move(spill, coding, enough);
    }
}
