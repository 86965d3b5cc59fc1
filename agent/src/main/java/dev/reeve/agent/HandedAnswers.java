package dev.reeve.agent;

import dev.reeve.FlowRun;
import dev.reeve.api.Event;
import dev.reeve.api.PersonAnswer;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people answered to a run, from the server to the run: each once, though the server tells it until it hears that
 * it was heard. Thread-safe.
 */
final class HandedAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HandedAnswers.class);

    private final Outbox outbox;
    private final InstantSource clock;
    private final String runId;
    private final Map<Long, PersonAnswer> waiting = new LinkedHashMap<>();
    private final Set<Long> known = new HashSet<>();

    HandedAnswers(Outbox outbox, InstantSource clock, String runId) {
        this.outbox = outbox;
        this.clock = clock;
        this.runId = runId;
    }

    /** Keeps them for {@link #give}; whether some were not known. */
    synchronized boolean keep(List<PersonAnswer> answers) {
        boolean more = false;
        for (PersonAnswer answer : answers) {
            if (known.add(answer.id())) {
                waiting.put(answer.id(), answer);
                more = true;
            }
        }
        return more;
    }

    /** Gives the run what it waits for; whether it goes on. What it does not wait for is of no use. */
    synchronized boolean give(FlowRun run) {
        boolean given = false;
        for (PersonAnswer answer : List.copyOf(waiting.values())) {
            waiting.remove(answer.id());
            try {
                Answering.answer(run, answer);
                given = true;
            } catch (RuntimeException refused) { // it was answered before, or takes another form of answer
                LOG.warn("an answer to {} of run {} was of no use: {}", answer.task(), runId, refused.getMessage());
            }
            outbox.add(Event.heard(clock.instant(), answer.id()), 0);
        }
        outbox.publish();
        return given;
    }

    /** Tells the server what the run waits for. */
    void ask(FlowRun run) {
        Questions.of(run.view(), clock.instant()).forEach(event -> outbox.add(event, 200));
        outbox.publish();
    }
}
