package dev.reeve.client;

import dev.reeve.api.ClaimedRun;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HeldPlaces;
import dev.reeve.api.JournalPage;
import dev.reeve.api.LogAnswer;
import dev.reeve.api.LogBatch;
import dev.reeve.api.ManyAnswers;
import dev.reeve.api.ManyEvents;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.PersonAnswers;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.Problem;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RunAnswer;
import dev.reeve.api.RunEvents;
import dev.reeve.api.SecretValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A Reeve server as the runner of one run sees it, by the key of that run. Thread-safe. Throws as {@link ReeveClient}
 * does; {@link RefusedException#fenced} says that the run is another's now.
 */
public final class RunnerClient implements AutoCloseable {
    private final Connection server;
    private final String path;

    RunnerClient(Connection server, String runId) {
        this.server = server;
        this.path = "/runs-in-hand/" + Connection.escaped(runId);
    }

    /** The server at that address, with connections of its own; trusts whom the environment or the JVM names. */
    public static RunnerClient at(URI server, String runId, String runKey) {
        return at(server, runId, runKey, Trust.ofEnvironment());
    }

    /** The same for whom those authorities vouch for. */
    public static RunnerClient at(URI server, String runId, String runKey, Trust trust) {
        return new RunnerClient(new Connection(server, runKey, trust), runId);
    }

    /** What is to be run. */
    public ClaimedRun run() throws InterruptedException {
        return server.get(path, new TypeReference<>() {});
    }

    /** The graph of its flow as it was registered, to say where the code differs from it. */
    public RegisteredGraph structure() throws InterruptedException {
        return server.get(path + "/structure", new TypeReference<>() {});
    }

    /** Tells what happened. Sending a batch again does nothing. */
    public EventAnswer events(EventBatch batch) throws InterruptedException {
        return server.post(path + "/events", batch, new TypeReference<>() {});
    }

    /**
     * Tells what happened in several runs, each with its key; this client's key is that of one of them. Answers for each, in
     * that order. Sending batches again does nothing.
     */
    public List<RunAnswer> events(List<RunEvents> runs) throws InterruptedException {
        return server.post("/runs-in-hand:events", new ManyEvents(runs), new TypeReference<ManyAnswers>() {})
                .runs();
    }

    /** Asks whether a task may begin whose tags have a limit, and says which places are still needed. */
    public PlaceAnswer places(PlaceRequest request) throws InterruptedException {
        return server.post(path + "/places", request, new TypeReference<>() {});
    }

    /**
     * Waits until a task of the run got a place after that one, or that long; answers all places that the run has.
     *
     * @param after the number of the last one that is known
     * @param waitMillis up to 20,000
     */
    public HeldPlaces awaitPlaces(long after, long waitMillis) throws InterruptedException {
        return server.get(
                path + "/places" + new Query().with("after", after).with("waitMillis", waitMillis),
                new TypeReference<>() {});
    }

    /** Hands lines of the log over. Sending a batch again does nothing. */
    public LogAnswer logs(LogBatch batch) throws InterruptedException {
        return server.post(path + "/logs", batch, new TypeReference<>() {});
    }

    /** What was told in earlier epochs; {@code after} is of the page before, null for the first. */
    public JournalPage journal(@Nullable String after) throws InterruptedException {
        return server.get(path + "/journal" + new Query().with("after", after), new TypeReference<>() {});
    }

    /** What people answered that was not heard yet. */
    public List<PersonAnswer> answers() throws InterruptedException {
        return server.get(path + "/answers", new TypeReference<PersonAnswers>() {})
                .items();
    }

    /** Lets go of a run that waits for a person: it is queued again when there is an answer, or its time is up. */
    public void letGo() throws InterruptedException {
        server.delete(path);
    }

    /** The secret of that name that the server has for the run; empty if it has none. */
    public Optional<SecretValue> secret(String name) throws InterruptedException {
        try {
            return Optional.of(server.get(path + "/secrets/" + Connection.escaped(name), new TypeReference<>() {}));
        } catch (RefusedException refused) {
            if (refused.problem().type().equals(Problem.NO_SECRET)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Lets go of the connections, those shared with the {@link ReeveClient} that it is of too. */
    @Override
    public void close() {
        server.close();
    }
}
