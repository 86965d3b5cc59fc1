package dev.reeve.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same flow with its runs recorded and without. It is large enough that the one forced write at the end of each run,
 * which takes as long as the disk likes, is not all that is measured. The files are in the working directory, on a disk that lasts.
 */
record RecordsRow(Workloads workloads, int tasks) implements Row {
    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return "records_on";
    }

    @Override
    public List<Finding> measure(Effort effort) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".reeve-benchmark");
        try {
            Workload independent = workloads.recorded(name(), tasks, directory);
            Alternation rounds = Alternation.of(independent, effort);
            double ratio = rounds.reeve().median() / rounds.plain().median();
            return List.of(new Finding(
                    name(),
                    Words.spread(rounds.reeve(), MILLION, 2) + " M tasks/s",
                    "without records " + Words.spread(rounds.plain(), MILLION, 2) + " M/s",
                    Words.fixed(ratio, 2),
                    List.of(Bar.atLeast(0.6, ratio, "x")),
                    new Figures()
                            .add("tasks_per_second", rounds.reeve())
                            .add("limit_per_second", rounds.plain())
                            .add("ratio", ratio)
                            .add("cpu_nanos_per_task", rounds.reeveCpu())
                            .add("limit_cpu_nanos_per_task", rounds.plainCpu())
                            .map()));
        } finally {
            delete(directory);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
