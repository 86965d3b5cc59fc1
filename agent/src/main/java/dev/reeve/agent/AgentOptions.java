package dev.reeve.agent;

import dev.reeve.client.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How an agent works. Immutable.
 *
 * @param server where the server is
 * @param key the agent's key
 * @param name for people
 * @param host the name of this computer
 * @param labels runs whose labels are all among these may come
 * @param slots how many runs at once
 * @param spool the directory for what runs tell while the server is away
 * @param version the release of Reeve
 * @param runners how runner processes are kept
 * @param trust who vouches for the server
 */
public record AgentOptions(
        URI server,
        String key,
        String name,
        String host,
        List<String> labels,
        int slots,
        Path spool,
        String version,
        Runners runners,
        Trust trust) {
    public AgentOptions {
        labels = List.copyOf(labels);
    }

    /** For a server whom those vouch for that the environment or the JVM names. */
    public AgentOptions(
            URI server,
            String key,
            String name,
            String host,
            List<String> labels,
            int slots,
            Path spool,
            String version,
            Runners runners) {
        this(server, key, name, host, labels, slots, spool, version, runners, Trust.ofEnvironment());
    }

    /** The same for whom those vouch for. */
    public AgentOptions trust(Trust other) {
        return new AgentOptions(server, key, name, host, labels, slots, spool, version, runners, other);
    }

    /**
     * How runner processes are kept.
     *
     * @param fresh whether each run has a process of its own
     * @param runsAtOnce how many runs a process has in hand at most
     * @param idle how long a process without a run is kept
     * @param grace how long a run that is to stop may take before its process is killed
     */
    public record Runners(boolean fresh, int runsAtOnce, Duration idle, Duration grace) {
        /** Warm, 8 runs at once, kept for 5 minutes, killed 40 seconds after a run was to stop. */
        public static final Runners USUAL = new Runners(false, 8, Duration.ofMinutes(5), Duration.ofSeconds(40));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "agent " + name + " of " + server + ", labels " + labels + ", " + slots + " slots";
    }
}
