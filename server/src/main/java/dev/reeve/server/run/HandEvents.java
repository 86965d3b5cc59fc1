package dev.reeve.server.run;

import dev.reeve.api.Cancellation;
import dev.reeve.api.Event;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.api.ManyAnswers;
import dev.reeve.api.ManyEvents;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.RunAnswer;
import dev.reeve.api.RunEvents;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.ledger.Batch;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.KeptArtifact;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.PutQuestion;
import dev.reeve.server.ledger.Reply;
import dev.reeve.server.ledger.RunView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What happens in runs, as their runners tell it: of one run, or of many in one request. Thread-safe. */
final class HandEvents {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_RUNS = 100;
    private static final long MOST_NUMBER = 1_000_000_000;

    private final Ledger ledger;
    private final Runs runs;
    private final Numbers numbers;
    private final HandRoutes.Asked asked;
    private final HandRoutes.Keys keys;

    HandEvents(Ledger ledger, Runs runs, Numbers numbers, HandRoutes.Asked asked, HandRoutes.Keys keys) {
        this.ledger = ledger;
        this.runs = runs;
        this.numbers = numbers;
        this.asked = asked;
        this.keys = keys;
    }

    /** A batch that may be written; without entries it only asks. */
    private record Checked(Caller.OfRunner runner, EventBatch batch, int claim, List<Entry> entries, List<Long> heard) {
        Batch whole() {
            return rest(0);
        }

        Batch rest(int dropped) {
            return new Batch(
                    runner.run(),
                    runner.epoch(),
                    (int) (claim + batch.firstSeq() + dropped),
                    entries.subList(dropped, entries.size()));
        }
    }

    /** The run, if the key's epoch still lasts. */
    RunView held(Caller.OfRunner runner) {
        RunView run = runs.find(runner.run()).orElseThrow(() -> ProblemException.notFound("There is no such run."));
        if (run.epoch() != runner.epoch() || run.agent() == null) {
            throw ProblemException.fenced("Run " + run.id() + " is no longer yours: it is "
                    + run.state().name() + " in epoch " + run.epoch() + ".");
        }
        return run;
    }

    static void requireEpoch(Caller.OfRunner runner, int epoch) {
        if (epoch != runner.epoch()) {
            throw ProblemException.invalid("/epoch", "is not that of the key, which is " + runner.epoch() + ".");
        }
    }

    /** Of one run. */
    EventAnswer tell(Caller.OfRunner runner, EventBatch batch) {
        Checked told = checked(runner, batch);
        return told.entries().isEmpty() ? asking(told) : answer(told, ledger.append(told.whole()));
    }

    /** Of many: as if each had been sent alone, but that what is written is written at once. */
    ManyAnswers tellAll(ManyEvents many, String requestId) {
        require(many.runs());
        RunAnswer[] answers = new RunAnswer[many.runs().size()];
        Map<Integer, Checked> written = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            RunEvents each = many.runs().get(i);
            try {
                Checked told = checked(runner(each.runKey()), each.batch());
                if (told.entries().isEmpty()) {
                    answers[i] = new RunAnswer(asking(told), null);
                } else {
                    written.put(i, told);
                }
            } catch (ProblemException refused) {
                answers[i] = new RunAnswer(null, refused.problem(requestId));
            }
        }
        List<Reply> replies =
                ledger.append(written.values().stream().map(Checked::whole).toList());
        int at = 0;
        for (Map.Entry<Integer, Checked> each : written.entrySet()) {
            answers[each.getKey()] = answered(each.getValue(), replies.get(at++), requestId);
        }
        return new ManyAnswers(List.of(answers));
    }

    private RunAnswer answered(Checked told, Reply reply, String requestId) {
        try {
            return new RunAnswer(answer(told, reply), null);
        } catch (ProblemException refused) {
            return new RunAnswer(null, refused.problem(requestId));
        }
    }

    private Caller.OfRunner runner(String key) {
        return keys.runner(key).orElseThrow(() -> ProblemException.of(401, "The key is that of no run here."));
    }

    private void require(List<RunEvents> many) {
        if (many.isEmpty() || many.size() > MOST_RUNS) {
            throw ProblemException.invalid("/runs", "must be 1 to " + MOST_RUNS + " runs with their batches.");
        }
        Set<String> seen = new HashSet<>();
        long events = 0;
        for (int i = 0; i < many.size(); i++) {
            events += many.get(i).batch().events().size();
            if (!seen.add(many.get(i).runKey())) {
                throw ProblemException.invalid("/runs/" + i + "/runKey", "is there twice.");
            }
        }
        if (events > MOST_EVENTS) {
            throw ProblemException.invalid("/runs", "have more than " + MOST_EVENTS + " events.");
        }
    }

    private Checked checked(Caller.OfRunner runner, EventBatch batch) {
        requireEpoch(runner, batch.epoch());
        if (batch.events().size() > MOST_EVENTS || batch.firstSeq() > MOST_NUMBER) {
            throw ProblemException.invalid(
                    "/events", "has more than " + MOST_EVENTS + " events, or too high a number.");
        }
        int claim = numbers.claim(runner.run(), runner.epoch());
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
        return new Checked(runner, batch, claim, entries, heard);
    }

    private EventAnswer asking(Checked told) {
        long next = (long) held(told.runner()).seq() - told.claim();
        UUID run = told.runner().run();
        return answer(told, next, Answered.of(ledger.answers(run)));
    }

    private EventAnswer answer(Checked told, Reply reply) {
        long next = next(told, 0, reply);
        UUID run = told.runner().run();
        if (!told.heard().isEmpty()) { // what came of them is written now
            ledger.heard(run, told.runner().epoch(), told.heard());
        }
        List<PersonAnswer> answered = asked.wasAnswered(run) ? Answered.of(ledger.answers(run)) : List.of();
        return answer(told, next, answered);
    }

    private EventAnswer answer(Checked told, long next, List<PersonAnswer> answered) {
        Cancellation stop = asked.cancellation(told.runner());
        return new EventAnswer(
                next, stop == null ? null : stop.reason(), stop == null ? null : stop.graceSeconds(), answered);
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

    /** The number that comes after it. Of a batch whose beginning is written already, the rest is written. */
    private long next(Checked told, int dropped, Reply reply) {
        long first = told.batch().firstSeq();
        return switch (reply) {
            case Reply.Applied applied -> (long) applied.last() - told.claim();
            case Reply.AlreadyApplied applied -> (long) applied.last() - told.claim();
            case Reply.OutOfOrder order -> {
                long next = (long) order.last() - told.claim();
                if (next < first) {
                    throw ProblemException.gap(
                            "Events from " + next + " on are missing: the batch begins with " + first + ".", next);
                }
                int known = (int) (next - first);
                if (known >= told.entries().size() || known <= dropped) {
                    yield next; // all of it is written
                }
                yield next(told, known, ledger.append(told.rest(known)));
            }
            case Reply.NotHeld lost -> throw ProblemException.fenced(lost.why() + ".");
            case Reply.Refused refused ->
                throw ProblemException.invalid("/events/" + (dropped + refused.entry()), refused.why() + ".");
            case Reply.Unknown unknown -> throw ProblemException.notFound("There is no such run.");
        };
    }
}
