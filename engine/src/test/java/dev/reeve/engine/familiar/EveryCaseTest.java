package dev.reeve.engine.familiar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people know from other flow engines is 96 numbered cases; the tests of this package agree with each or say where
 * and why Reeve differs. A test carries the number of its case in a comment, so that none is forgotten.
 */
final class EveryCaseTest {
    private static final int LAST = 96;

    /** The cases about what does not exist yet. */
    private static final Map<String, List<Integer>> LATER = Map.of("the shell task", List.of(93));

    private static final Path HERE = Path.of("src/test/java/dev/reeve/engine/familiar");
    private static final Pattern NUMBERED = Pattern.compile("\n    // (\\d+)\n    @(?:Test|ParameterizedTest)\n");
    private static final Pattern NUMBER = Pattern.compile("\n *// \\d+ *\n");

    /** How often each number stands before a test. */
    private static Map<Integer, Integer> tested() throws IOException {
        Map<Integer, Integer> tested = new TreeMap<>();
        try (Stream<Path> files = Files.list(HERE)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Matcher numbered = NUMBERED.matcher(text);
                int found = 0;
                while (numbered.find()) {
                    tested.merge(Integer.valueOf(numbered.group(1)), 1, Integer::sum);
                    found++;
                }
                assertThat(NUMBER.matcher(text).results().count())
                        .as("numbers in %s, all of which stand right before a test", file)
                        .isEqualTo(found);
            }
        }
        return tested;
    }

    @Test
    void everyCaseHasOneTestOrWaitsForWhatItIsAbout() throws IOException {
        Map<Integer, Integer> cases = tested();
        LATER.values().forEach(numbers -> numbers.forEach(number -> cases.merge(number, 1, Integer::sum)));
        Map<Integer, Integer> expected = new TreeMap<>();
        IntStream.rangeClosed(1, LAST).forEach(number -> expected.put(number, 1));
        assertThat(cases).isEqualTo(expected);
    }
}
