package dev.reeve.cli.agent;

import dev.reeve.agent.RunnerCommand;
import dev.reeve.api.ClaimedRun;
import dev.reeve.client.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a runner as this program in another JVM, which has all of the environment but the agent's key. */
public final class RunnerJvm implements RunnerCommand {
    private final URI server;
    private final Trust trust;
    private final Path spool;
    private final String memory;

    /** {@code memory}: the size of the heap, such as {@code 2g}; empty: the JVM chooses. */
    public RunnerJvm(URI server, Trust trust, Path spool, String memory) {
        this.server = server;
        this.trust = trust;
        this.spool = spool;
        this.memory = memory;
    }

    @Override
    public ProcessBuilder of(ClaimedRun first) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!memory.isEmpty()) {
            command.add("-Xmx" + memory);
        }
        command.add("-XX:+ExitOnOutOfMemoryError"); // what a task leaves behind that filled the heap is not to be used
        command.add("-Duser.home=" + System.getProperty("user.home")); // the agent's, wherever that is from
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("dev.reeve.cli.Main", "execute", "--serve", "--spool", spool.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("REEVE_TOKEN");
        builder.environment().put("REEVE_URL", server.toString());
        if (trust.authorities() != null) {
            builder.environment().put(Trust.VARIABLE, trust.authorities().toString());
        }
        return builder;
    }
}
