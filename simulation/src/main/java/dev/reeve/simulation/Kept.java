package dev.reeve.simulation;

import dev.reeve.simulation.world.SimProcess;
import dev.reeve.spi.ResultStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be found in a store: under each key what an operation put there that was acknowledged and that no later one
 * replaced, or what one put there that was begun and never acknowledged.
 */
final class Kept {
    /** Nothing is there. */
    private static final byte[] NOTHING = new byte[0];

    /** An operation on a key. */
    static final class Change {
        private final String key;
        private final byte[] content;
        private final long begun;
        /** When it was acknowledged; until then a time that never comes. */
        private long acknowledged = Long.MAX_VALUE;

        private Change(String key, byte[] content, long begun) {
            this.key = key;
            this.content = content;
            this.begun = begun;
        }
    }

    private final Map<String, List<Change>> possible = new HashMap<>();
    private final Map<String, SimProcess> claims = new HashMap<>();
    private long moment;

    /** Bytes are about to be put under a key; null: what is there is about to be removed. */
    Change begin(String key, byte @Nullable [] content) {
        Change change = new Change(key, content == null ? NOTHING : content, ++moment);
        possible(key).add(change);
        return change;
    }

    /** It was done, and so will last, unless an operation at the same time came after it. */
    void acknowledged(Change change) {
        change.acknowledged = ++moment;
        possible(change.key).removeIf(other -> other.acknowledged < change.begun);
    }

    private List<Change> possible(String key) {
        return possible.computeIfAbsent(key, k -> {
            Change beginning = new Change(k, NOTHING, 0);
            beginning.acknowledged = 0;
            return new ArrayList<>(List.of(beginning));
        });
    }

    /** What is wrong with finding that there; empty if nothing is. */
    String problem(String key, Optional<byte[]> found) {
        return problem(key, found, List.of());
    }

    /** The same where reading took a while, and began when there might have been other things. */
    String problem(String key, Optional<byte[]> found, List<Change> before) {
        byte[] content = found.orElse(NOTHING);
        List<Change> allowed = new ArrayList<>(before);
        allowed.addAll(possible(key));
        for (Change change : allowed) {
            if (Arrays.equals(change.content, content)) {
                return "";
            }
        }
        return "under " + key + " is " + words(content) + ", where there should be "
                + possible(key).stream()
                        .map(change -> words(change.content))
                        .distinct()
                        .toList();
    }

    private static String words(byte[] content) {
        return content.length == 0
                ? "nothing"
                : content.length + " bytes that end in "
                        + HexFormat.of().formatHex(content, Math.max(0, content.length - 4), content.length);
    }

    /** Claims a key for a process, unless one that lives has it. */
    Optional<ResultStore.Claim> claim(String key, SimProcess process) {
        SimProcess holder = claims.get(key);
        if (holder != null && holder.alive()) {
            return Optional.empty();
        }
        claims.put(key, process);
        return Optional.of(() -> claims.remove(key, process));
    }

    /** What the last operation that began put there. */
    byte[] lastly(String key) {
        return possible(key).getLast().content;
    }

    /** What may be there now. */
    List<Change> now(String key) {
        return List.copyOf(possible(key));
    }

    Iterable<String> keys() {
        return possible.keySet().stream().sorted().toList();
    }
}
