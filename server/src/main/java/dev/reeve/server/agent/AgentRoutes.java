package dev.reeve.server.agent;

import dev.reeve.api.AgentSession;
import dev.reeve.api.CancelledRun;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Claims;
import dev.reeve.api.HeartbeatAnswer;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.Refusal;
import dev.reeve.server.auth.RunKeys;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.AgentAbout;
import dev.reeve.server.ledger.Batch;
import dev.reeve.server.ledger.Claimed;
import dev.reeve.server.ledger.Claiming;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.Heartbeat;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Reply;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.run.Runs;
import dev.reeve.state.FlowEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Sessions of agents: begun, kept alive, given runs. */
public final class AgentRoutes {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
    // what other servers queue, or what falls due, is found by looking
    private static final Duration LONGEST_DOZE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_KNOWN = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 16_000;

    private final Ledger ledger;
    private final Runs runs;
    private final RunKeys keys;
    private final SessionKeys sessions;
    private final Consumer<Claimed> heard;
    private final Duration lease;
    private final InstantSource clock;
    private final BooleanSupplier stops;
    /** Of a session that took all there was for it: how much had been queued by then. */
    private final Map<Long, Long> emptied = new ConcurrentHashMap<>();

    /**
     * Over that ledger, whose leases last that long; {@code heard} is told of each claim before the agent is, and no claim
     * waits once the server stops.
     */
    public AgentRoutes(
            Jdbi database,
            Ledger ledger,
            Runs runs,
            RunKeys keys,
            Consumer<Claimed> heard,
            Duration lease,
            InstantSource clock,
            BooleanSupplier stops) {
        this.heard = heard;
        this.ledger = ledger;
        this.runs = runs;
        this.keys = keys;
        this.sessions = new SessionKeys(database);
        this.lease = lease;
        this.clock = clock;
        this.stops = stops;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/agent-sessions", this::begin),
                Route.delete("/agent-sessions/{session}", this::end),
                Route.post("/agent-sessions/{session}/heartbeat", this::heartbeat)
                        .longestBody(0),
                Route.post("/agent-sessions/{session}/drain", this::drain).longestBody(0),
                Route.post("/agent-sessions/{session}/claims", this::claim),
                Route.post("/agent-sessions/{session}/refusals", this::refuse));
    }

    private Answer begin(Request request) {
        NewAgentSession wanted = request.body(NewAgentSession.class);
        new Fields()
                .filled("/name", wanted.name(), LONGEST_NAME)
                .filled("/host", wanted.host(), LONGEST_NAME)
                .filled("/version", wanted.version(), LONGEST_NAME)
                .labels("/labels", wanted.labels())
                .done();
        long session = ledger.connect(
                        wanted.name(), wanted.labels(), new AgentAbout(wanted.host(), wanted.slots(), wanted.version()))
                .id();
        sessions.begun(session, request.agent());
        return Answer.created(new AgentSession(Long.toString(session), (int) lease.toSeconds()));
    }

    private long own(Request request) {
        return sessions.own(request.agent(), request.path("session"));
    }

    private Answer end(Request request) {
        long session = own(request);
        emptied(session, null);
        ledger.disconnect(session);
        return Answer.DONE;
    }

    private Answer drain(Request request) {
        if (!ledger.drain(own(request))) {
            throw lapsed();
        }
        return Answer.DONE;
    }

    private Answer heartbeat(Request request) {
        return switch (ledger.heartbeat(own(request))) {
            case Heartbeat.Alive alive ->
                Answer.ok(new HeartbeatAnswer(alive.cancel().stream()
                        .map(each -> new CancelledRun(each.run().toString(), each.reason(), each.graceSeconds()))
                        .toList()));
            case Heartbeat.Lapsed lapsed -> throw lapsed();
        };
    }

    private static ProblemException lapsed() {
        return ProblemException.conflict(
                "lapsed", "The agent was not heard of for too long, and its runs are no longer its own. Begin anew.");
    }

    private Answer claim(Request request) throws InterruptedException {
        long session = own(request);
        ClaimRequest wanted = request.body(ClaimRequest.class);
        int most = Math.min(wanted.free(), MOST_AT_ONCE);
        List<Claimed> lost = wanted.holding() == null ? List.of() : lost(session, wanted.holding());
        List<Claimed> claimed = lost.isEmpty() ? waitFor(session, most, wanted.waitMillis()) : lost;
        return Answer.ok(new Claims(told(claimed)));
    }

    /** In the order in which they were claimed; those that were taken away again meanwhile are left out. */
    private List<ClaimedRun> told(List<Claimed> claimed) {
        Map<UUID, RunView> found = new HashMap<>();
        ledger.runs().runs(claimed.stream().map(Claimed::run).toList()).forEach(run -> found.put(run.id(), run));
        List<RunView> held = new ArrayList<>();
        for (Claimed each : claimed) {
            RunView run = found.get(each.run());
            if (run != null && run.epoch() == each.epoch()) {
                held.add(run);
            }
        }
        return runs.claimed(held, run -> keys.of(run.id(), run.epoch()));
    }

    /** What the session holds and the agent does not know of. */
    private List<Claimed> lost(long session, List<String> holding) {
        Set<String> known = new HashSet<>(holding);
        return ledger.held(session).stream()
                .filter(each -> !known.contains(each.run().toString()))
                .toList();
    }

    private List<Claimed> waitFor(long session, int most, long waitMillis) throws InterruptedException {
        Duration wait = Duration.ofMillis(Math.min(waitMillis, LONGEST_POLL.toMillis()));
        java.time.Instant end = clock.instant().plus(wait);
        Long nothing = emptied.get(session);
        if (nothing != null && wait.isPositive() && !stops.getAsBoolean()) {
            doze(nothing, wait); // not at all if something was queued since it took all there was
        }
        while (true) {
            long seen = ledger.queued();
            Claiming claiming = ledger.claiming(session, most);
            Duration left = Duration.between(clock.instant(), end);
            boolean vain = claiming.draining() || !left.isPositive() || stops.getAsBoolean();
            emptied(session, claiming.runs().size() < most ? seen : null);
            if (vain || !claiming.runs().isEmpty()) {
                claiming.runs().forEach(heard);
                return claiming.runs();
            }
            doze(seen, left);
        }
    }

    private void doze(long seen, Duration left) throws InterruptedException {
        ledger.awaitQueued(seen, left.compareTo(LONGEST_DOZE) < 0 ? left : LONGEST_DOZE);
    }

    private void emptied(long session, @Nullable Long queued) {
        if (queued == null) {
            emptied.remove(session);
            return;
        }
        if (emptied.size() >= MOST_KNOWN) {
            emptied.clear();
        }
        emptied.put(session, queued);
    }

    private Answer refuse(Request request) {
        long session = own(request);
        Refusal refusal = request.body(Refusal.class);
        new Fields().filled("/reason", refusal.reason(), LONGEST_REASON).done();
        UUID id = Request.idOf(refusal.runId())
                .orElseThrow(() -> ProblemException.invalid("/runId", "is no id of a run."));
        boolean holds = ledger.held(session).stream()
                .anyMatch(each -> each.run().equals(id) && each.epoch() == refusal.epoch());
        if (!holds) {
            throw ProblemException.fenced("The agent does not hold run " + id + " in epoch " + refusal.epoch() + ".");
        }
        crash(id, refusal);
        return Answer.DONE;
    }

    /** Its runner may still tell something: then this is said after that. */
    private void crash(UUID id, Refusal refusal) {
        if (Boolean.TRUE.equals(refusal.again())) {
            ledger.lost(id, refusal.epoch(), refusal.reason());
            return;
        }
        Entry lost = new Entry.OfRun(new FlowEvent.Lost(refusal.reason()), clock.instant());
        for (int tries = 0; tries < 10; tries++) {
            RunView run = runs.find(id).orElseThrow();
            if (run.state().isFinished() || run.epoch() != refusal.epoch()) {
                return;
            }
            Reply reply = ledger.append(new Batch(id, refusal.epoch(), run.seq(), List.of(lost)));
            if (reply instanceof Reply.Refused refused) {
                throw ProblemException.conflict("refused", refused.why() + ".");
            }
        }
        throw ProblemException.later(503, "The run changes too quickly just now.", 1);
    }
}
