package dev.reeve.cluster;

import dev.reeve.engine.text.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a worker is started. Immutable.
 *
 * @param join where processes of the cluster are; a worker that listens at one of these may be the first
 * @param listen the address that others reach it at
 * @param slots how many attempts go on in it at once; 1 or more
 * @param tags what it has, by name: how many units there are; {@link #UNCOUNTED} for as many as anybody asks for
 * @param name its name for people: 1 to {@value #LONGEST} characters that can be shown on one line
 * @param cluster the name of the cluster, of the same kind
 * @param certificates the directory with its certificate; null for none, on one machine only
 * @param silence a process of the cluster that is silent for so long counts as lost; the same in all of them
 * @param patience how long it waits for somebody to answer at {@code join}
 */
public record WorkerOptions(
        List<String> join,
        String listen,
        int slots,
        Map<String, Integer> tags,
        String name,
        String cluster,
        @Nullable Path certificates,
        Duration silence,
        Duration patience) {
    /** How long a process may be silent if nobody says. */
    public static final Duration SILENCE = Duration.ofSeconds(5);

    /** As many units as anybody asks for. */
    public static final int UNCOUNTED = Integer.MAX_VALUE;

    private static final int LONGEST = 100;

    private static final Pattern TAG = Pattern.compile("([^=\\s][^=]*?)(?:=([1-9]\\d{0,8})[A-Za-z]*)?");

    public WorkerOptions {
        join = List.copyOf(join);
        tags = Map.copyOf(tags);
        if (slots < 1) {
            throw new IllegalArgumentException(slots + " slots; a worker needs 1 or more");
        }
        requireShowable("--name", name);
        requireShowable("--cluster-name", cluster);
        tags.keySet().forEach(tag -> requireShowable("--tag", tag));
    }

    /** Others write it into their logs and records, and a server keeps it. */
    private static void requireShowable(String option, String text) {
        String why = text.isBlank()
                ? "is empty"
                : text.length() > LONGEST
                        ? "has " + text.length() + " characters; " + LONGEST + " are the most"
                        : Shown.clean(text).equals(text) ? null : "has characters that cannot be shown on one line";
        if (why != null) {
            throw new IllegalArgumentException(
                    option + " \"" + Shown.cut(Shown.clean(text), LONGEST) + "\" " + why + ". Give it another one.");
        }
    }

    /**
     * Reads tags: {@code gpu}, which is there or not, and {@code mem=64g}, of which there are so many units. Letters behind
     * the number are for people.
     *
     * @throws IllegalArgumentException if one is no tag
     */
    public static Map<String, Integer> tags(List<String> texts) {
        Map<String, Integer> tags = new TreeMap<>();
        for (String text : texts) {
            Matcher tag = TAG.matcher(text);
            if (!tag.matches()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no tag of a worker. Write gpu for something that"
                                + " it has, mem=64g for something of which there are so many units.");
            }
            tags.put(tag.group(1), tag.group(2) == null ? UNCOUNTED : Integer.parseInt(tag.group(2)));
        }
        return tags;
    }
}
