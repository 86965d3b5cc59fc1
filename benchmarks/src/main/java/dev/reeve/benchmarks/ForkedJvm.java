package dev.reeve.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own, of the same kind as this one, that came to its end.
 *
 * @param output what it printed
 * @param took from before it was started until it had ended
 */
public record ForkedJvm(String output, Duration took) {
    /** Runs a main class with the class path of this JVM; see {@link #runOn}. */
    public static ForkedJvm run(List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return runOn(System.getProperty("java.class.path"), flags, main, arguments);
    }

    /**
     * Runs a main class and waits for its end.
     *
     * @throws IllegalStateException if it ended with another exit code than 0; has what it printed
     */
    static ForkedJvm runOn(String classPath, List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("reeve-benchmark", ".out"); // a pipe could fill up, and costs a reader
        Path errors = Files.createTempFile("reeve-benchmark", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            long begun = System.nanoTime();
            int code = builder.start().waitFor();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IllegalStateException(main.getSimpleName() + " ended with exit code " + code + ":\n" + printed
                        + Files.readString(errors));
            }
            return new ForkedJvm(printed.strip(), took);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }
}
