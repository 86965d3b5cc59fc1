package dev.reeve.engine.run;

import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every state of every task run with its time, in a few bytes each: the distance to the last task run, a code for the
 * state (or its place in a side list), the time since the last entry. Written by the role's holder.
 */
@SuppressWarnings("ReferenceEquality") // common states are constants; an equal one that is not goes to the side list
final class History {
    private static final State[] COMMON = {
        State.Pending.NOW, State.Queued.FIRST, State.Running.FIRST, State.Success.PLAIN
    };
    private static final int OTHER = COMMON.length;
    private static final int BITS = 3;
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] bytes = new byte[256];
    private int length;
    private final List<State> others = new ArrayList<>(0);
    private long lastSlot;
    private long lastTime;
    private final long startedAt;

    History(long startedAt) {
        this.startedAt = startedAt;
        this.lastTime = startedAt;
    }

    long startedAt() {
        return startedAt;
    }

    void add(int slot, State state, long time) {
        if (length + 24 > bytes.length) {
            grow();
        }
        int code = code(state);
        number(zigzag(slot - lastSlot) << BITS | code);
        if (code == OTHER) {
            number(others.size());
            others.add(state);
        }
        number(zigzag(time - lastTime));
        lastSlot = slot;
        lastTime = time;
    }

    private static int code(State state) {
        for (int i = 0; i < OTHER; i++) {
            if (COMMON[i] == state) {
                return i;
            }
        }
        return OTHER;
    }

    private void grow() {
        if (bytes.length >= CHUNK) {
            full.add(Arrays.copyOf(bytes, length));
            length = 0;
        } else {
            bytes = Arrays.copyOf(bytes, bytes.length * 4);
        }
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** What was written so far, sorted by task run. */
    Index index(int slots) {
        return new Index(slots);
    }

    /** Reads the whole history once, and then answers for single task runs. */
    final class Index {
        private final int[] first;
        private final State[] states;
        private final long[] times;
        private byte[] chunk = bytes;
        private int at;

        private Index(int slots) {
            int[] count = new int[slots + 1];
            scan((slot, state, time) -> count[slot + 1]++);
            for (int s = 0; s < slots; s++) {
                count[s + 1] += count[s];
            }
            first = count;
            states = new State[first[slots]];
            times = new long[first[slots]];
            int[] next = first.clone();
            scan((slot, state, time) -> {
                states[next[slot]] = state;
                times[next[slot]++] = time;
            });
        }

        /** The history of one task run: Pending from the start of the run (or of its parent's mapping), then what was written. */
        List<RunView.Entry> of(int slot) {
            List<RunView.Entry> entries = new ArrayList<>(first[slot + 1] - first[slot]);
            for (int i = first[slot]; i < first[slot + 1]; i++) {
                entries.add(new RunView.Entry(states[i], Time.instant(times[i])));
            }
            return entries;
        }

        private void scan(Visitor visitor) {
            long slot = 0;
            long time = startedAt;
            for (int c = 0; c <= full.size(); c++) {
                boolean last = c == full.size();
                chunk = last ? bytes : full.get(c);
                int end = last ? length : chunk.length;
                at = 0;
                while (at < end) {
                    long head = read();
                    int code = (int) (head & (1 << BITS) - 1);
                    slot += unzigzag(head >>> BITS);
                    State state = code == OTHER ? others.get((int) read()) : COMMON[code];
                    time += unzigzag(read());
                    visitor.entry((int) slot, state, time);
                }
            }
        }

        private long read() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = chunk[at++];
                value |= (long) (part & 0x7F) << shift;
                if (part >= 0) {
                    return value;
                }
            }
        }

        private static long unzigzag(long value) {
            return value >>> 1 ^ -(value & 1);
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void entry(int slot, State state, long time);
    }
}
