package dev.reeve.benchmarks.durable;

import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code benchmarks/run ui}: what the pages can do in a real browser. Starts a server with a run of a very long log and
 * with a flow of many tasks and runs, and the program in {@code ui/bench} that looks at it: its exit code is the command's.
 */
public final class PagesCommand {
    private static final String PASSWORD = "of benchmarks only, " + Long.toHexString(System.nanoTime());
    private static final int LINES = 1_000_000;
    private static final int QUICK_LINES = 20_000;
    private static final int RUNS = 50;
    private static final int QUICK_RUNS = 5;

    private PagesCommand() {}

    /**
     * The first argument is the folder of the pages, the others are for the program.
     *
     * @throws Exception what broke
     */
    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        int code;
        try (Sitting sitting = Sitting.open(null);
                Installation installation = Installation.start(sitting)) {
            installation.register();
            installation.admin().createUser(new NewUser("ann", null, Role.ADMIN, PASSWORD));
            boolean quick = options.contains("--quick");
            String run;
            try (PagesData data = new PagesData(installation)) {
                data.grid(quick ? QUICK_RUNS : RUNS);
                run = data.longLog(quick ? QUICK_LINES : LINES);
            }
            List<String> command = new ArrayList<>(List.of("node", "bench/run.mjs"));
            command.addAll(options);
            ProcessBuilder browser = new ProcessBuilder(command)
                    .directory(Path.of(arguments[0]).toFile())
                    .inheritIO();
            browser.environment()
                    .putAll(Map.of(
                            "REEVE_URL",
                            installation.address().toString(),
                            "REEVE_PASSWORD",
                            PASSWORD,
                            "REEVE_RUN",
                            run,
                            "REEVE_FLOW",
                            DurableFlows.longChain().name()));
            code = browser.start().waitFor();
        }
        System.exit(code);
    }
}
