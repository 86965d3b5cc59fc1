package dev.reeve.server.run;

import dev.reeve.api.Event;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.api.LogAnswer;
import dev.reeve.api.LogBatch;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.PersonAnswers;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Batch;
import dev.reeve.server.ledger.Claimed;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.KeptArtifact;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.PutQuestion;
import dev.reeve.server.ledger.Reply;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.Steered;
import dev.reeve.server.registry.Flows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the runner of a run tells and asks, by the key of its run and epoch. */
public final class HandRoutes {
    private static final int LONGEST_EVENTS = 32 << 20;
    private static final int LONGEST_LOGS = 32 << 20;
    private static final int LONGEST_LINE = 11 << 20;
    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_NUMBER = 1_000_000_000;

    private final Ledger ledger;
    private final Runs runs;
    private final Numbers numbers;
    private final Asked asked;

    /** Over that ledger; {@code asked} knows which runs are to be stopped. */
    public HandRoutes(Jdbi database, Ledger ledger, Runs runs, Asked asked) {
        this.ledger = ledger;
        this.runs = runs;
        this.numbers = new Numbers(database);
        this.asked = asked;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/runs-in-hand/{run}", this::show),
                Route.delete("/runs-in-hand/{run}", this::letGo),
                Route.get("/runs-in-hand/{run}/structure", this::structure),
                Route.get("/runs-in-hand/{run}/answers", this::answers),
                Route.get("/runs-in-hand/{run}/journal", this::journal, "after"),
                Route.post("/runs-in-hand/{run}/events", this::events).longestBody(LONGEST_EVENTS),
                Route.post("/runs-in-hand/{run}/logs", this::logs).longestBody(LONGEST_LOGS));
    }

    /** An agent claimed a run here: its runner is about to tell of it. */
    public void claimed(Claimed claim) {
        numbers.claimed(claim.run(), claim.epoch(), claim.after());
    }

    private static Caller.OfRunner runner(Request request) {
        Caller.OfRunner runner = request.runner();
        if (!runner.run().toString().equals(request.path("run"))) {
            throw ProblemException.of(403, "This is the key of another run.");
        }
        return runner;
    }

    /** The run, if the key's epoch still lasts. */
    private RunView held(Caller.OfRunner runner) {
        RunView run = runs.find(runner.run()).orElseThrow(() -> ProblemException.notFound("There is no such run."));
        if (run.epoch() != runner.epoch() || run.agent() == null) {
            throw ProblemException.fenced("Run " + run.id() + " is no longer yours: it is "
                    + run.state().name() + " in epoch " + run.epoch() + ".");
        }
        return run;
    }

    /**
     * The project of the run that a runner holds.
     *
     * @throws ProblemException if it does not hold it any more
     */
    public int project(Caller.OfRunner runner) {
        return held(runner).project();
    }

    private Answer show(Request request) {
        return Answer.ok(runs.claimed(held(runner(request)), null));
    }

    private Answer structure(Request request) {
        return Answer.ok(Flows.graph(runs.version(held(runner(request)))));
    }

    private Answer journal(Request request) {
        Caller.OfRunner runner = runner(request);
        held(runner);
        return Answer.ok(Journals.page(ledger, runner.run(), runner.epoch(), request.query("after")));
    }

    private static void requireEpoch(Caller.OfRunner runner, int epoch) {
        if (epoch != runner.epoch()) {
            throw ProblemException.invalid("/epoch", "is not that of the key, which is " + runner.epoch() + ".");
        }
    }

    private Answer events(Request request) {
        Caller.OfRunner runner = runner(request);
        EventBatch batch = request.body(EventBatch.class);
        requireEpoch(runner, batch.epoch());
        if (batch.events().size() > MOST_EVENTS || batch.firstSeq() > MOST_NUMBER) {
            throw ProblemException.invalid(
                    "/events", "has more than " + MOST_EVENTS + " events, or too high a number.");
        }
        int claim = numbers.claim(runner.run(), runner.epoch());
        long next = batch.events().isEmpty() ? (long) held(runner).seq() - claim : write(runner, batch, claim);
        List<PersonAnswer> answered = batch.events().isEmpty() || asked.wasAnswered(runner.run())
                ? Answered.of(ledger.answers(runner.run()))
                : List.of();
        return Answer.ok(new EventAnswer(next, asked.reason(runner), answered));
    }

    private Answer answers(Request request) {
        Caller.OfRunner runner = runner(request);
        RunView run = held(runner);
        return Answer.ok(new PersonAnswers(Answered.of(ledger.answers(run.id()))));
    }

    private Answer letGo(Request request) {
        Caller.OfRunner runner = runner(request);
        return switch (ledger.letGo(runner.run(), runner.epoch())) {
            case Steered.Done done -> Answer.DONE;
            case Steered.Asked meanwhile -> Answer.DONE;
            case Steered.Refused refused -> throw ProblemException.fenced(refused.why() + ".");
            case Steered.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        };
    }

    private long write(Caller.OfRunner runner, EventBatch batch, int claim) {
        List<Entry> entries = new ArrayList<>();
        ToldInside told = new ToldInside(
                runner.run(),
                (name, structure) -> ledger.catalog().inner(held(runner).flow(), name, structure));
        for (int i = 0; i < batch.events().size(); i++) {
            entries.add(told.entry(batch.events().get(i), "/events/" + i));
        }
        List<Long> heard = Told.heard(batch.events());
        keepArtifacts(runner, batch.events());
        List<PutQuestion> questions = Told.questions(batch.events());
        if (!questions.isEmpty()) {
            ledger.ask(runner.run(), runner.epoch(), questions);
        }
        long next = append(runner, claim, batch.firstSeq(), entries, 0);
        if (!heard.isEmpty()) { // what came of them is written now
            ledger.heard(runner.run(), runner.epoch(), heard);
        }
        return next;
    }

    private void keepArtifacts(Caller.OfRunner runner, List<Event> events) {
        Map<UUID, List<Event>> byRun = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.artifact() != null) {
                UUID inner = ToldInside.runOrRoot(runner.run(), event.within(), "/events");
                byRun.computeIfAbsent(inner == null ? runner.run() : inner, run -> new ArrayList<>())
                        .add(event);
            }
        }
        byRun.forEach((run, kept) -> {
            List<KeptArtifact> artifacts = Told.artifacts(kept);
            if (!artifacts.isEmpty()) {
                // one that lost its run is told so by what follows
                boolean ignored = ledger.keep(runner.run(), runner.epoch(), run, artifacts);
            }
        });
    }

    /** Of a batch whose beginning is written already, the rest is written. */
    private long append(Caller.OfRunner runner, int claim, long first, List<Entry> entries, int dropped) {
        int after = (int) (claim + first + dropped);
        Reply reply =
                ledger.append(new Batch(runner.run(), runner.epoch(), after, entries.subList(dropped, entries.size())));
        return switch (reply) {
            case Reply.Applied applied -> (long) applied.last() - claim;
            case Reply.AlreadyApplied applied -> (long) applied.last() - claim;
            case Reply.OutOfOrder order -> {
                long next = (long) order.last() - claim;
                if (next < first) {
                    throw ProblemException.gap(
                            "Events from " + next + " on are missing: the batch begins with " + first + ".", next);
                }
                if (next >= first + entries.size() || next - first <= dropped) {
                    yield next; // all of it is written
                }
                yield append(runner, claim, first, entries, (int) (next - first));
            }
            case Reply.NotHeld lost -> throw ProblemException.fenced(lost.why() + ".");
            case Reply.Refused refused ->
                throw ProblemException.invalid("/events/" + (dropped + refused.entry()), refused.why() + ".");
            case Reply.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        };
    }

    private Answer logs(Request request) {
        Caller.OfRunner runner = runner(request);
        LogBatch batch = request.body(LogBatch.class);
        requireEpoch(runner, batch.epoch());
        numbers.claim(runner.run(), runner.epoch()); // an epoch that there was
        Fields fields = new Fields();
        if (batch.firstSeq() > MOST_NUMBER * 100) {
            fields.wrong("/firstSeq", "is too high.");
        }
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < batch.lines().size(); i++) {
            fields.text("/lines/" + i + "/text", batch.lines().get(i).text(), LONGEST_LINE)
                    .text("/lines/" + i + "/logger", batch.lines().get(i).logger(), 1_000);
            lines.add(LogLines.stored(
                    runner.run(),
                    batch.epoch(),
                    batch.firstSeq() + i,
                    batch.lines().get(i)));
        }
        fields.done();
        if (!lines.isEmpty()) {
            int ignored = ledger.log(runner.run(), lines);
        }
        return Answer.ok(new LogAnswer(batch.firstSeq() + lines.size()));
    }

    /** Knows what people want of runs. */
    public interface Asked {
        /** Whether somebody answered it since that was asked last. */
        boolean wasAnswered(UUID run);

        /** The reason; null if it is not. */
        @Nullable
        String reason(Caller.OfRunner runner);
    }
}
