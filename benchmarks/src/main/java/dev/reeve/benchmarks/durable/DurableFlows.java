package dev.reeve.benchmarks.durable;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;

/** Flows whose tasks do nothing that takes time, and the jar that a server is told of. */
public final class DurableFlows {
    static final int MOST_CHILDREN = 100_000;

    private DurableFlows() {}

    /** One task. */
    public static Flow single() {
        return Flow.define("single", f -> f.task(DurableFlows::one));
    }

    /** Forty tasks, each with the value of the one before. */
    public static Flow chain() {
        return chain(40);
    }

    /** The same of five. */
    public static Flow shortChain() {
        return chain(5);
    }

    /** The same of five hundred. */
    public static Flow longChain() {
        return chain(500);
    }

    private static Flow chain(int tasks) {
        return Flow.define("chain-" + tasks, f -> {
            Output<Integer> last = f.task(DurableFlows::one).named("step-0");
            for (int i = 1; i < tasks; i++) {
                last = f.task(DurableFlows::next, last).named("step-" + i);
            }
        });
    }

    /** As many tasks as its parameter says, which have nothing to do with each other. */
    public static Flow wide() {
        return Flow.define("wide", f -> {
            Parameter<Integer> width = f.parameter("width", 10);
            f.map(DurableFlows::next, each(f.task(DurableFlows::numbers, width)));
        });
    }

    static int one() {
        return 1;
    }

    static int next(int before) {
        return before + 1;
    }

    static List<Integer> numbers(int width) {
        return IntStream.range(0, width).boxed().toList();
    }

    /** Writes a jar with this class. */
    static Path jar(Path directory) throws IOException {
        Path jar = directory.resolve("durable-flows.jar");
        String name = DurableFlows.class.getName().replace('.', '/') + ".class";
        ClassLoader loader = DurableFlows.class.getClassLoader();
        try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar));
                InputStream from = loader.getResourceAsStream(name)) {
            if (from == null) {
                throw new IOException(name + " is not on the class path");
            }
            to.putNextEntry(new JarEntry(name));
            from.transferTo(to);
            to.closeEntry();
        }
        return jar;
    }
}
