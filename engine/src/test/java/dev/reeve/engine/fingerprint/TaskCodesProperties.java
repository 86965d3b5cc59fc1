package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

final class TaskCodesProperties {
    /** What the tasks of a program return. */
    private static List<Object> results(Compiled program) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {program.place().toUri().toURL()}, TaskCodesProperties.class.getClassLoader())) {
            Class<?> type = loader.loadClass("F");
            List<Object> results = new ArrayList<>();
            for (int i = 0; i < DrawnProgram.TASKS; i++) {
                results.add(type.getMethod("t" + i).invoke(null));
            }
            return results;
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void taskThatReturnsSomethingElseHasOtherCode(@ForAll long seed) throws Exception {
        Path directory = Files.createTempDirectory("drawn");
        try {
            check(directory, seed);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void check(Path directory, long seed) throws Exception {
        DrawnProgram program = DrawnProgram.of(seed);
        Compiled before = Compiled.in(directory, program.source());
        assertThat(before.codes().values())
                .allSatisfy(code -> assertThat(code.coarseness()).isEmpty());
        List<Object> were = results(before);
        Random random = new Random(seed);
        for (int edit = 0; edit < 4; edit++) {
            int function = random.nextInt(program.size());
            Compiled after = Compiled.in(directory, program.edited(function).source());
            List<Object> are = results(after);
            List<String> differ = new ArrayList<>();
            for (int i = 0; i < DrawnProgram.TASKS; i++) {
                if (!are.get(i).equals(were.get(i))) {
                    differ.add("t" + i);
                }
            }
            assertThat(after.changedFrom(before))
                    .as("edit of c%s in %s", function, program.source())
                    .containsAll(differ);
        }
    }
}
