package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reeve.api.AgentSession;
import dev.reeve.api.CancelledRun;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Claims;
import dev.reeve.api.Event;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HeartbeatAnswer;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.api.LogAnswer;
import dev.reeve.api.LogBatch;
import dev.reeve.api.ManyAnswers;
import dev.reeve.api.ManyEvents;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.PersonAnswers;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.Problem;
import dev.reeve.api.Refusal;
import dev.reeve.api.Reopening;
import dev.reeve.api.RunAnswer;
import dev.reeve.api.RunEvents;
import dev.reeve.api.RunLine;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.ServerJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A server that keeps to the contract of agents and runners in memory, and has the faults that it is told to have.
 * Thread-safe.
 */
final class FakeServer implements AutoCloseable {
    /** What goes wrong with a request about events. */
    enum Fault {
        NONE,
        /** It cannot answer now, and did nothing. */
        AWAY,
        /** The connection is cut before anything is done. */
        CUT,
        /** All is done, and the connection is cut before the answer. */
        LOST_ANSWER
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FakeRun> runs = new LinkedHashMap<>();
    private final Deque<FakeRun> queue = new ArrayDeque<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Integer> together = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<NewAgentSession> sessions = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final FakePlaces places = new FakePlaces(this);
    private boolean away;
    private int turnedAway;
    private int beats;
    private boolean held;
    private boolean older;
    private int claiming;
    private boolean drained;
    private @Nullable FakeRun onItsWay;
    private int requests;
    private int lease = 30;
    private boolean agentsRefused;
    private int lapsed;

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/api/v1/", this::handle);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    RunnerClient client(FakeRun run) {
        return RunnerClient.at(address(), run.claimed.runId(), "key of " + run.claimed.runId());
    }

    synchronized FakeRun add(ClaimedRun claimed) {
        FakeRun run = new FakeRun(claimed);
        runs.put(claimed.runId(), run);
        return run;
    }

    synchronized FakeRun queue(ClaimedRun claimed) {
        FakeRun run = add(claimed);
        queue.add(run);
        notifyAll();
        return run;
    }

    /** The run is to begin anew, in another epoch and with other parameters; what is told of the one before is fenced. */
    synchronized FakeRun reopen(FakeRun earlier, Map<String, Object> parameters) {
        return reopen(earlier, parameters, null);
    }

    /** The same, with something asked of that epoch. */
    synchronized FakeRun reopen(FakeRun earlier, Map<String, Object> parameters, @Nullable Reopening wanted) {
        ClaimedRun was = earlier.claimed;
        earlier.fenced = true;
        FakeRun run = queue(new ClaimedRun(
                was.runId(),
                was.name(),
                was.epoch() + 1,
                was.runKey(),
                was.project(),
                was.flow(),
                was.version(),
                was.structureHash(),
                was.bundle(),
                parameters,
                was.labels(),
                null,
                null,
                null,
                true,
                wanted));
        run.journal.addAll(earlier.journal);
        earlier.events.forEach(event -> run.journal.add(new JournalEntry(was.epoch(), run.journal.size() + 1, event)));
        return run;
    }

    synchronized void answer(FakeRun run, String task, @Nullable Object value) {
        run.answers.add(new PersonAnswer(run.answers.size() + 1, task, "ann", value));
    }

    synchronized void faults(List<Fault> next) {
        faults.addAll(next);
    }

    synchronized void away(boolean isAway) {
        away = isAway;
        notifyAll();
    }

    synchronized void leaseSeconds(int seconds) {
        lease = seconds;
    }

    /** The sessions that there are were not heard of in time. */
    synchronized void lapse() {
        lapsed = sessions.size();
        notifyAll();
    }

    synchronized void refuseAgents() {
        agentsRefused = true;
    }

    synchronized void fence(FakeRun run) {
        run.fenced = true;
    }

    synchronized void cancel(FakeRun run, String reason) {
        run.cancel = reason;
    }

    synchronized void cancel(FakeRun run, String reason, int graceSeconds) {
        run.grace = graceSeconds;
        run.cancel = reason;
    }

    /** Requests about events are held up until that is closed. */
    synchronized Holding held() {
        held = true;
        return () -> {
            synchronized (this) {
                held = false;
                notifyAll();
            }
        };
    }

    interface Holding {
        void close();
    }

    /** It is of a release that takes events of one run at a time only, and knows nothing of agents that drain. */
    synchronized void older() {
        older = true;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized List<NewAgentSession> sessions() {
        return List.copyOf(sessions);
    }

    synchronized List<String> ended() {
        return List.copyOf(ended);
    }

    synchronized List<Event> events(FakeRun run) {
        return List.copyOf(run.events);
    }

    synchronized List<String> lines(FakeRun run) {
        return run.lines.stream().map(RunLine::text).toList();
    }

    /** Waits until that holds of the run; it is looked at when something was told. */
    synchronized void await(FakeRun run, Predicate<FakeRun> condition) throws InterruptedException {
        while (!condition.test(run)) {
            wait();
        }
    }

    /** The agent's claim gets that run although the agent drains: it was answered before. */
    synchronized FakeRun onItsWay(FakeRun run) {
        queue.remove(run);
        onItsWay = run;
        return run;
    }

    /** Until it was told that the agent takes no more. */
    synchronized void awaitDrained() throws InterruptedException {
        while (!drained) {
            wait();
        }
    }

    /** Until a claim waits for a run. */
    synchronized void awaitClaim() throws InterruptedException {
        while (claiming == 0) {
            wait();
        }
    }

    /** Until so many questions were asked in vain, beside events. */
    synchronized void awaitTurnedAway(int count) throws InterruptedException {
        while (turnedAway < count) {
            wait();
        }
    }

    synchronized void awaitRequests(int count) throws InterruptedException {
        while (requests < count) {
            wait();
        }
    }

    synchronized int requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault fault = fault(path);
            if (fault == Fault.CUT) {
                return;
            }
            Object answer = fault == Fault.AWAY ? problem(503, "away") : answer(path.split("/"), exchange, body);
            if (fault == Fault.LOST_ANSWER) {
                return;
            }
            int status = answer instanceof Problem problem ? problem.status() : 200;
            byte[] bytes = ServerJson.MAPPER.writeValueAsString(answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Fault fault(String path) throws InterruptedException {
        if (!path.endsWith("events")) {
            turnedAway += away ? 1 : 0;
            notifyAll();
            return away ? Fault.AWAY : Fault.NONE;
        }
        requests++;
        notifyAll();
        while (held) {
            wait();
        }
        return away ? Fault.AWAY : faults.isEmpty() ? Fault.NONE : faults.remove();
    }

    private Object answer(String[] path, HttpExchange exchange, byte[] body) throws InterruptedException {
        if (path[0].equals("agent-sessions")) {
            return agents(path, exchange.getRequestMethod(), body);
        }
        if (path[0].equals("runs-in-hand:events")) {
            return many(ServerJson.MAPPER.readValue(body, ManyEvents.class));
        }
        synchronized (this) {
            FakeRun run = runs.get(path[1]);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            if (run == null || !("Bearer key of " + path[1]).equals(key)) {
                return problem(401, "key");
            }
            if (path.length == 2 && exchange.getRequestMethod().equals("DELETE")) {
                run.left = true;
                notifyAll();
                return Map.of();
            }
            String asked = path.length == 2 ? "" : path[2];
            return switch (asked) {
                case "" -> run.claimed;
                case "places" ->
                    exchange.getRequestMethod().equals("GET")
                            ? places.awaited(exchange.getRequestURI().getQuery())
                            : places.asked(ServerJson.MAPPER.readValue(body, PlaceRequest.class));
                case "events" -> events(run, ServerJson.MAPPER.readValue(body, EventBatch.class));
                case "journal" -> new JournalPage(run.journal, null);
                case "answers" -> new PersonAnswers(run.answers);
                default -> logs(run, body);
            };
        }
    }

    private synchronized Object many(ManyEvents all) {
        if (older) {
            return problem(404, "not-found");
        }
        together.add(all.runs().size());
        List<RunAnswer> answers = new ArrayList<>();
        for (RunEvents each : all.runs()) {
            FakeRun run = runs.get(each.runKey().substring("key of ".length()));
            Object answer = run == null ? problem(401, "key") : events(run, each.batch());
            answers.add(
                    answer instanceof Problem problem
                            ? new RunAnswer(null, problem)
                            : new RunAnswer((EventAnswer) answer, null));
        }
        return new ManyAnswers(answers);
    }

    /** Of how many runs each request for several was. */
    synchronized List<Integer> together() {
        return List.copyOf(together);
    }

    private Object events(FakeRun run, EventBatch batch) {
        int size = run.events.size();
        if (run.fenced || batch.epoch() != run.claimed.epoch()) {
            return problem(409, Problem.FENCED);
        }
        if (batch.firstSeq() > size) {
            violations.add("a gap: " + batch.firstSeq() + " after " + size);
            return problem(409, Problem.GAP);
        }
        if (batch.firstSeq() + batch.events().size() > size) {
            if (batch.firstSeq() < size) {
                violations.add("a batch that is known in part");
            }
            run.events.addAll(batch.events());
            run.batches.add(batch.events().size());
        }
        notifyAll();
        return new EventAnswer(run.events.size(), run.cancel, run.grace, run.answers);
    }

    private Object logs(FakeRun run, byte[] body) {
        LogBatch batch = ServerJson.MAPPER.readValue(body, LogBatch.class);
        if (batch.firstSeq() == run.lines.size()) {
            run.lines.addAll(batch.lines());
        }
        notifyAll();
        return new LogAnswer(run.lines.size());
    }

    private synchronized Object agents(String[] path, String method, byte[] body) throws InterruptedException {
        if (agentsRefused) {
            return problem(401, "key");
        }
        if (path.length == 1) {
            sessions.add(ServerJson.MAPPER.readValue(body, NewAgentSession.class));
            notifyAll();
            return new AgentSession("session-" + sessions.size(), lease);
        }
        if (method.equals("DELETE")) {
            ended.add(path[1]);
            notifyAll();
            return Map.of();
        }
        if (Integer.parseInt(path[1].substring("session-".length())) <= lapsed) {
            return problem(409, "lapsed");
        }
        return switch (path[2]) {
            case "heartbeat" -> beat();
            case "drain" -> drain();
            case "claims" -> claims(ServerJson.MAPPER.readValue(body, ClaimRequest.class));
            default -> refused(ServerJson.MAPPER.readValue(body, Refusal.class));
        };
    }

    private Object beat() {
        beats++;
        notifyAll();
        return new HeartbeatAnswer(runs.values().stream()
                .filter(run -> run.cancel != null)
                .map(run -> new CancelledRun(run.claimed.runId(), run.cancel, run.grace))
                .toList());
    }

    /** Until the agent has heard what is known now: it asks again after it did what it was told. */
    synchronized void awaitHeard() throws InterruptedException {
        int asked = beats;
        while (beats < asked + 2) {
            wait();
        }
    }

    private Object drain() {
        if (older) {
            return problem(404, "not-found");
        }
        drained = true;
        if (onItsWay != null) {
            queue.add(onItsWay);
        }
        notifyAll();
        return Map.of();
    }

    private Object claims(ClaimRequest request) throws InterruptedException {
        long until = System.nanoTime() + request.waitMillis() * 1_000_000;
        claiming++;
        notifyAll();
        while (queue.isEmpty() && !away && !drained && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        claiming--;
        List<ClaimedRun> claimed = new ArrayList<>();
        while (claimed.size() < request.free() && !queue.isEmpty()) {
            claimed.add(queue.remove().claimed);
        }
        return new Claims(claimed);
    }

    private Object refused(Refusal refusal) {
        FakeRun run = runs.get(refusal.runId());
        if (run != null && run.refused == null) {
            run.refused = refusal.reason();
            run.worthAnotherTry = Boolean.TRUE.equals(refusal.again());
        }
        notifyAll();
        return Map.of();
    }

    private static Problem problem(int status, String type) {
        return new Problem(type, type, status, "it is " + type, "", List.of(), null);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
