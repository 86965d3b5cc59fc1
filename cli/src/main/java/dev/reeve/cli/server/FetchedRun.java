package dev.reeve.cli.server;

import dev.reeve.agent.RetoldRuns;
import dev.reeve.api.Bundle;
import dev.reeve.api.Flow;
import dev.reeve.api.FlowRun;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunsQuery;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of the server as a record of this machine, with the runs that its tasks are, for what takes the flow's code: a server
 * has none that it could run.
 *
 * @param id the run's identifier
 * @param code where its code is on this machine, as it was registered; empty: it is not here
 * @param registered where its code was registered
 */
public record FetchedRun(String id, String code, String registered) {
    private static final int UUID_LENGTH = 36;

    /**
     * Puts a run down in a directory of records.
     *
     * @param wanted its identifier, {@code latest}, or a flow's name for the newest run of that flow
     * @throws MistakeException if there is none, or it has not begun
     */
    public static FetchedRun of(Console console, String wanted, Path directory)
            throws IOException, InterruptedException {
        try (ReeveClient server = ServerLogin.need(console).client()) {
            FlowRun run = Asking.server(console, asked -> found(asked, wanted));
            if (run.epoch() == 0) {
                throw new MistakeException("Run " + run.id() + " has not begun yet: when it does, all of it runs.");
            }
            RetoldRuns.write(
                    directory,
                    run.id(),
                    run.name(),
                    run.flow(),
                    run.epoch(),
                    after -> Asking.server(console, asked -> asked.runPages().journal(run.id(), after)));
            return fetched(server, run);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(
                    "What the server was told of the run cannot be read here: " + e.getMessage()
                            + ". Use the release of Reeve that its runner has, or a newer one.",
                    e);
        }
    }

    private static FlowRun found(ReeveClient server, String wanted) throws InterruptedException {
        if (wanted.equals("latest") || wanted.length() >= UUID_LENGTH && wanted.charAt(8) == '-') {
            return ServerRuns.find(server, wanted);
        }
        List<FlowRun> newest =
                server.flowRuns(new RunsQuery(null, wanted, null, 1, null)).items();
        if (newest.isEmpty()) {
            throw new MistakeException("\"" + Shown.clean(wanted)
                    + "\" is neither the whole identifier of a run on the server nor a flow of which there is a run.");
        }
        return newest.getFirst();
    }

    private static FetchedRun fetched(ReeveClient server, FlowRun run) throws InterruptedException {
        for (Flow flow : server.flows(run.project()).items()) {
            if (flow.name().equals(run.flow())) {
                Bundle bundle = flow.bundle();
                return new FetchedRun(run.id(), here(bundle.location()), bundle.location());
            }
        }
        return new FetchedRun(run.id(), "", "");
    }

    private static String here(String location) {
        if (!location.startsWith("file:")) {
            return "";
        }
        try {
            Path file = Path.of(URI.create(location));
            return Files.exists(file) ? file.toString() : "";
        } catch (IllegalArgumentException e) { // of another operating system
            return "";
        }
    }
}
