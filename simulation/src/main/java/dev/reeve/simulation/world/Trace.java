package dev.reeve.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened in a world. Two worlds with the same {@link #digest} went the same way; the words are kept only where
 * somebody is going to read them.
 */
public final class Trace {
    private final boolean keeps;
    private final List<String> lines = new ArrayList<>();
    private long digest = 1;
    private long beginning;
    private long said;

    /** {@code keeps}: whether the words are kept. */
    public Trace(boolean keeps) {
        this.keeps = keeps;
    }

    /** A small thing, of which only the digest tells. */
    void mark(long now, char what, long number) {
        digest = ((digest ^ now) * 0x9E3779B97F4A7C15L + what) * 0xC2B2AE3D27D4EB4FL + number;
        digest ^= digest >>> 29;
    }

    /** Something worth reading. */
    public void say(long now, Supplier<String> words) {
        mark(now, 's', said++);
        if (keeps) {
            beginning = beginning == 0 ? now : beginning;
            lines.add("%,15.3f ms  %s".formatted((now - beginning) / 1e6, words.get()));
        }
    }

    /** What was said, one line each; empty if the words were not kept. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** A number that stands for all that happened. */
    public long digest() {
        return digest;
    }
}
