package dev.reeve.examples.covid;

import dev.reeve.agent.Reeve;
import dev.reeve.api.FlowVersion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the flow known to a server. */
@Command(name = "register-flow", description = "Registers the flow with a server.", mixinStandardHelpOptions = true)
final class RegisterFlow implements Callable<Integer> {
    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Option(names = "--project", paramLabel = "NAME", defaultValue = "Demo", description = "Default: ${DEFAULT-VALUE}")
    private String project = "Demo";

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL",
            description = "What an agent must have to run it; may be given several times.")
    private List<String> labels = List.of();

    @Override
    public Integer call() throws InterruptedException {
        try (Reeve reeve = server.connect()) {
            FlowVersion made = reeve.register(CovidFlow.flow(), project, CovidFlow.class, labels);
            System.out.printf(
                    "Flow \"%s\" of project \"%s\" is at version %d.%n", made.flow(), made.project(), made.version());
            return 0;
        }
    }
}
