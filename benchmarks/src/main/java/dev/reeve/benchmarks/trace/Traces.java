package dev.reeve.benchmarks.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where traces come from. */
public final class Traces {
    private Traces() {}

    /**
     * All {@code .json} files in a folder, by name.
     *
     * @throws IOException if one is no trace, or there is none
     */
    public static List<Trace> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException("there is no .json file in " + folder);
        }
        List<Trace> traces = new ArrayList<>();
        for (Path file : files) {
            traces.add(TraceFile.read(file));
        }
        return List.copyOf(traces);
    }

    /** Made-up ones of about that many tasks each, the same each time. */
    public static List<Trace> madeUp(int size) {
        return List.of(Shapes.forkJoin(size), Shapes.mosaic(size), Shapes.layered(size));
    }
}
