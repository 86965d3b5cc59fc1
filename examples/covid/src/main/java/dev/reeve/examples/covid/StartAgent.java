package dev.reeve.examples.covid;

import dev.reeve.agent.Reeve;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An agent in this process, which shows what its runs say. */
@Command(
        name = "start-agent",
        description = "Carries out runs of the flow for a server, in this process, and shows their logs, until Ctrl-C."
                + " REEVE_TOKEN has to be the key of an agent: reeve token create NAME --agent.",
        mixinStandardHelpOptions = true)
final class StartAgent implements Callable<Integer> {
    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL",
            description = "Takes runs that ask for this label; may be given several times.")
    private List<String> labels = List.of();

    @Override
    public Integer call() throws InterruptedException {
        try (Reeve reeve = server.connect()) {
            System.out.println("Takes runs from " + reeve.client().server() + ". Ctrl-C ends it when they have ended.");
            reeve.agent(CovidFlow.class).labels(labels).showLogs().run();
            return 0;
        }
    }
}
