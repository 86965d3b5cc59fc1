package dev.reeve.cli.server;

import dev.reeve.api.Flow;
import dev.reeve.client.ReeveClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which schedule of which flow of the server. */
final class ServedFlow {
    @Option(names = "--flow", paramLabel = "NAME", required = true, description = "The flow.")
    private String flow = "";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Its project; only needed if several have a flow of that name.")
    private @Nullable String project;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Which of the flow's schedules; without it, ${DEFAULT-VALUE}.")
    private String name = "default";

    Flow find(ReeveClient server) throws InterruptedException {
        return ServerRun.flow(server, new ServerRun.Asked(flow, project, Map.of(), null));
    }

    String name() {
        return name;
    }
}
