package dev.reeve.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code benchmarks/run faults}. Exit code 0 if all is well, 1 if something is wrong, 2 if misused. */
@Command(
        name = "benchmarks/run faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Kills and stops servers, agents, runners and the database while runs go on, and looks whether"
                + " anything was lost, done twice or left behind.",
        footer = {
            "",
            "Examples:",
            "  benchmarks/run faults --runs 200 --kills 20",
            "  benchmarks/run faults --runs 10000 --kills 300 --seed 7"
        })
public final class FaultsCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs. Default: ${DEFAULT-VALUE}.")
    private int runs = 200;

    @Option(names = "--kills", paramLabel = "N", description = "How many faults. Default: ${DEFAULT-VALUE}.")
    private int kills = 20;

    @Option(names = "--seed", paramLabel = "SEED", description = "What they are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--servers", paramLabel = "N", description = "On one database. Default: ${DEFAULT-VALUE}.")
    private int servers = 2;

    @Option(names = "--agents", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int agents = 4;

    @Option(names = "--slots", paramLabel = "N", description = "Of each agent. Default: ${DEFAULT-VALUE}.")
    private int slots = 8;

    @Option(names = "--lease", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}.")
    private int lease = 4;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long nothing may end before all is given up. Default: ${DEFAULT-VALUE}.")
    private int patience = 300;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where files lie; a new one if not said.")
    private @Nullable Path directory;

    FaultsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultsCommand(System.out, System.err)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FaultOptions options;
        try {
            options = new FaultOptions(
                    runs,
                    kills,
                    seed,
                    servers,
                    agents,
                    slots,
                    Duration.ofSeconds(lease),
                    Duration.ofSeconds(patience),
                    directory == null ? Files.createTempDirectory("reeve-faults-") : directory);
        } catch (IllegalArgumentException e) {
            err.println("benchmarks/run faults: " + e.getMessage());
            return 2;
        }
        FaultReport report = FaultRun.of(options, err::println);
        out.print(report.table());
        return report.wrong().isEmpty() ? 0 : 1;
    }
}
