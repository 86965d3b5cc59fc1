package dev.reeve.engine.run;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What holds back all tasks that need the same, and the lines that wait for it. Guarded by its {@link Account}. */
final class Gate {
    /** What an attempt takes for what its own function does. */
    static final int WORK = 1;

    /** What an attempt takes for the flow run that it is, as long as that goes on. */
    static final int FLOW = 2;

    static final int ALL = WORK | FLOW;

    /** Units of something that there are only so many of. */
    static final class Units {
        private final String words;
        private int free;

        /** {@code words} are for people who wait: how many are needed is {@code %1$d}, how many are free {@code %2$d}. */
        Units(String words, int free) {
            this.words = words;
            this.free = free;
        }
    }

    /** What an attempt takes; {@code part} says what for: {@link #WORK} or {@link #FLOW}. */
    record Need(Units units, int number, int part) {}

    /** What the account finds it by. */
    final List<Object> key;

    private final List<Need> needs;
    private final List<Window> windows;
    private final NavigableSet<Line> waiting = new TreeSet<>(Line.ORDER);
    private String said = "";

    /** How many runs have tasks that pass here. */
    int runs;

    Gate(List<Object> key, List<Need> needs, List<Window> windows) {
        this.key = List.copyOf(key);
        this.needs = List.copyOf(needs);
        this.windows = List.copyOf(windows);
    }

    NavigableSet<Line> waiting() {
        return waiting;
    }

    boolean hasWindows() {
        return !windows.isEmpty();
    }

    /** Whether one more could begin, beside those that were promised to. */
    boolean isOpen(long now) {
        for (Need need : needs) {
            if (need.units.free < need.number) {
                return false;
            }
        }
        for (Window window : windows) {
            if (window.free(now) <= window.promised) {
                return false;
            }
        }
        return true;
    }

    /** Takes what an attempt needs and gives null; if something is missing, takes nothing and says what. */
    @Nullable
    String take(long now) {
        for (Need need : needs) {
            if (need.units.free < need.number) {
                return said(need.units.words.formatted(need.number, Math.max(0, need.units.free)));
            }
        }
        for (Window window : windows) {
            if (window.free(now) <= window.promised) {
                return window.words();
            }
        }
        promise();
        return null;
    }

    /** One text for all that wait: there may be many. */
    private String said(String reason) {
        if (!reason.equals(said)) {
            said = reason;
        }
        return said;
    }

    private void add(int sign, int parts) {
        for (Need need : needs) {
            if ((need.part & parts) != 0) {
                need.units.free += sign * need.number;
            }
        }
    }

    void giveBack(int parts) {
        add(1, parts);
    }

    /** Takes what was given back for a while, whether it is free or not. */
    void takeAgain(int parts) {
        add(-1, parts);
    }

    /** Sets aside what one needs that is to begin. */
    void promise() {
        add(-1, ALL);
        windows.forEach(window -> window.promised++);
    }

    /** One that was promised to begins. Only then: it may have waited for a thread. */
    void begun(long now) {
        windows.forEach(window -> {
            window.promised--;
            window.begin(now);
        });
    }

    /** One that was promised to does not begin. */
    void refund() {
        add(1, ALL);
        windows.forEach(window -> window.promised--);
    }

    /** When time alone will let one begin that waits; {@link Long#MAX_VALUE} if nothing waits for that. */
    long opens(long now) {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long last = Long.MAX_VALUE;
        for (Window window : windows) {
            if (window.free(now) == 0) {
                long opens = window.opens();
                last = last == Long.MAX_VALUE ? opens : Math.max(last, opens);
            }
        }
        return last;
    }
}
