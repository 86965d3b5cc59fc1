package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.api.EventBatch;
import dev.reeve.api.LogAnswer;
import dev.reeve.api.LogBatch;
import dev.reeve.api.ManyEvents;
import dev.reeve.api.PersonAnswers;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Claimed;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.Steered;
import dev.reeve.server.registry.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the runner of a run tells and asks, by the key of its run and epoch. */
public final class HandRoutes {
    private static final int LONGEST_EVENTS = 32 << 20;
    private static final int LONGEST_LOGS = 32 << 20;
    private static final int LONGEST_LINE = 11 << 20;
    private static final long MOST_LINE_NUMBER = 100_000_000_000L;

    private final Ledger ledger;
    private final Runs runs;
    private final Numbers numbers;
    private final HandEvents events;

    /** Over that ledger; {@code asked} knows which runs are to be stopped, {@code keys} whose key a text is. */
    public HandRoutes(Jdbi database, Ledger ledger, Runs runs, Asked asked, Keys keys) {
        this.ledger = ledger;
        this.runs = runs;
        this.numbers = new Numbers(database);
        this.events = new HandEvents(ledger, runs, numbers, asked, keys);
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
                Route.post("/runs-in-hand:events", this::manyEvents).longestBody(LONGEST_EVENTS),
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

    private RunView held(Caller.OfRunner runner) {
        return events.held(runner);
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

    private Answer events(Request request) {
        return Answer.ok(events.tell(runner(request), request.body(EventBatch.class)));
    }

    private Answer manyEvents(Request request) {
        return Answer.ok(events.tellAll(request.body(ManyEvents.class), request.id()));
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

    private Answer logs(Request request) {
        Caller.OfRunner runner = runner(request);
        LogBatch batch = request.body(LogBatch.class);
        HandEvents.requireEpoch(runner, batch.epoch());
        numbers.claim(runner.run(), runner.epoch()); // an epoch that there was
        Fields fields = new Fields();
        if (batch.firstSeq() > MOST_LINE_NUMBER) {
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

    /** Knows the runner whose key that is. */
    @FunctionalInterface
    public interface Keys {
        /** Nobody's, if it is none of this server's keys. */
        Optional<Caller.OfRunner> runner(String key);
    }

    /** Knows what people want of runs. */
    public interface Asked {
        /** Whether somebody answered it since that was asked last. */
        boolean wasAnswered(UUID run);

        /** How and why it is to stop; null if it is not. */
        @Nullable
        Cancellation cancellation(Caller.OfRunner runner);
    }
}
