package dev.reeve.engine.run;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What holds back all tasks that need the same, and those that wait for it. Touched by the role's holder only. */
final class Gate {
    /** Units of something that there are only so many of. */
    static final class Units {
        private final String words;
        private int free;
        private int promised;

        /** {@code words} are for people who wait: how many are needed is {@code %1$d}, how many are free {@code %2$d}. */
        Units(String words, int free) {
            this.words = words;
            this.free = free;
        }
    }

    /** What a task takes while it runs. */
    record Need(Units units, int number) {}

    private final List<Need> needs;
    private final List<Window> windows;
    private final Queue<Long> waiting = new PriorityQueue<>();
    private String said = "";

    Gate(List<Need> needs, List<Window> windows) {
        this.needs = List.copyOf(needs);
        this.windows = List.copyOf(windows);
    }

    /** Takes what a task needs and gives null; if something is missing, takes nothing and says what. */
    @Nullable
    String take(long now) {
        for (Need need : needs) {
            if (need.units().free < need.number()) {
                return said(need.units().words.formatted(need.number(), need.units().free));
            }
        }
        for (Window window : windows) {
            if (window.free(now) == 0) {
                return window.words();
            }
        }
        needs.forEach(need -> need.units().free -= need.number());
        windows.forEach(window -> window.begin(now));
        return null;
    }

    /** One text for all that wait: there may be many. */
    private String said(String reason) {
        if (!reason.equals(said)) {
            said = reason;
        }
        return said;
    }

    boolean hasWindows() {
        return !windows.isEmpty();
    }

    void giveBack() {
        needs.forEach(need -> need.units().free += need.number());
    }

    void park(long entry) {
        waiting.add(entry);
    }

    /** The most urgent that waits; {@link ReadyQueue#NONE} if nothing does. */
    long first() {
        Long first = waiting.peek();
        return first == null ? ReadyQueue.NONE : first;
    }

    /** Whether one more could begin beside those that were promised to. */
    boolean couldPromise(long now) {
        for (Need need : needs) {
            if (need.units().free - need.units().promised < need.number()) {
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

    /** The most urgent one, which is to ask again. */
    long unpark() {
        return waiting.remove();
    }

    /** What one needs is left to it when others are asked whether they could begin. */
    void promise() {
        needs.forEach(need -> need.units().promised += need.number());
        windows.forEach(window -> window.promised++);
    }

    void forgetPromises() {
        needs.forEach(need -> need.units().promised = 0);
        windows.forEach(window -> window.promised = 0);
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
