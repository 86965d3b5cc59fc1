package dev.reeve.examples.covid;

import dev.reeve.agent.Reeve;
import dev.reeve.api.FlowRun;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.TaskRun;
import dev.reeve.client.ReeveClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a server for a run, and waits for its end. */
@Command(
        name = "run-with-server",
        description =
                "Asks a server for a run of the registered flow and waits for its end. Some agent carries it out.",
        mixinStandardHelpOptions = true)
final class RunWithServer implements Callable<Integer> {
    private static final Set<String> OVER =
            Set.of("Success", "Cached", "Skipped", "Failed", "TimedOut", "TriggerFailed", "Crashed", "Cancelled");

    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Mixin
    private final FlowArguments arguments = new FlowArguments();

    @Option(names = "--project", paramLabel = "NAME", defaultValue = "Demo", description = "Default: ${DEFAULT-VALUE}")
    private String project = "Demo";

    @Override
    public Integer call() throws InterruptedException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        arguments.parameters().forEach((name, value) -> parameters.put(name, value.toString()));
        try (Reeve reeve = server.connect()) {
            ReeveClient client = reeve.client();
            String id = client.createFlowRun(
                            new NewFlowRun("covid-monthly", project, null, parameters, null, null, null, null, null))
                    .id();
            System.out.println("Run " + id);
            FlowRun run = ended(client, id);
            for (TaskRun task : client.taskRuns(id).items()) {
                System.out.printf("%-24s %s%n", task.task(), task.state().name());
            }
            System.out.println(client.why(id, null, -1).why());
            return switch (run.state().name()) {
                case "Success" -> 0;
                case "Cancelled" -> 3;
                default -> 1;
            };
        }
    }

    private static FlowRun ended(ReeveClient client, String id) throws InterruptedException {
        String said = "";
        while (true) {
            FlowRun run = client.flowRun(id);
            String why = run.why() == null ? run.state().name() : run.why();
            if (!why.equals(said)) {
                System.out.println(why);
                said = why;
            }
            if (OVER.contains(run.state().name())) {
                return run;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
