package dev.reeve.state;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random events, policies and counts. Attempts are small, so that many events meet the current one. */
final class TaskEvents {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private TaskEvents() {}

    static Arbitrary<TaskPolicy> policies() {
        return Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.of(SkipRule.values()))
                .as(TaskPolicy::new);
    }

    static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(0, 100).map(FROM::plusSeconds);
    }

    static Arbitrary<Upstreams> upstreams() {
        Arbitrary<Integer> count = Arbitraries.integers().between(0, 3);
        return Combinators.combine(count, count, count, count, count).as(Upstreams::new);
    }

    static Arbitrary<TaskEvent> all() {
        return Arbitraries.frequencyOf(Tuple.of(3, ofAttempt()), Tuple.of(2, others()));
    }

    static Arbitrary<TaskEvent> ofAttempt() {
        return Arbitraries.integers().between(1, 6).flatMap(TaskEvents::ofAttempt);
    }

    static Arbitrary<TaskEvent> ofAttempt(int attempt) {
        Failure broken = new Failure("java.io.IOException", "broken pipe", null);
        Arbitrary<RetryVerdict> retries = Arbitraries.of(
                RetryVerdict.NO, RetryVerdict.AT_ONCE, RetryVerdict.AT_ONCE, RetryVerdict.after(Duration.ofSeconds(5)));
        Arbitrary<TaskEvent> failures = retries.flatMap(retry -> Arbitraries.of(
                new TaskEvent.Threw(attempt, broken, retry),
                new TaskEvent.Expired(attempt, Duration.ofSeconds(3), retry),
                new TaskEvent.Lost(attempt, "worker lost", retry)));
        Arbitrary<TaskEvent> requests = times().flatMap(time -> Arbitraries.of(
                new TaskEvent.SkipRequested(attempt, "nothing to do"),
                new TaskEvent.RetryRequested(attempt, time, "not yet"),
                new TaskEvent.PauseRequested(attempt, "ask", null),
                new TaskEvent.PauseRequested(attempt, "ask", time)));
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(TaskEvent.Started.of(attempt))),
                Tuple.of(4, failures),
                Tuple.of(2, requests),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                TaskEvent.Returned.of(attempt),
                                new TaskEvent.Turned(attempt),
                                new TaskEvent.Returned(attempt, "done"),
                                new TaskEvent.Reused(attempt, "target"))));
    }

    private static Arbitrary<TaskEvent> others() {
        Arbitrary<Verdict> verdicts = Arbitraries.of(
                Verdict.PASS, Verdict.PASS, new Verdict.Hold("ask"), new Verdict.Fail("no"), new Verdict.Skip("no"));
        Arbitrary<TaskEvent> finished = Combinators.combine(
                        upstreams(), verdicts, Arbitraries.of("closed").injectNull(0.8))
                .as(TaskEvent.UpstreamsFinished::new);
        Arbitrary<TaskEvent> children = upstreams().map(TaskEvent.ChildrenFinished::new);
        Arbitrary<TaskEvent> plain = Arbitraries.of(
                TaskEvent.UpstreamsFinished.ALL_WELL,
                TaskEvent.Due.NOW,
                TaskEvent.Due.NOW,
                new TaskEvent.Resumed("ada"),
                new TaskEvent.Throttled("tag db is full"),
                new TaskEvent.Throttled(""),
                new TaskEvent.Expanded(2),
                new TaskEvent.CancelRequested("enough"),
                new TaskEvent.Abandoned("did not stop"),
                new TaskEvent.Reopened(2));
        return Arbitraries.frequencyOf(Tuple.of(1, finished), Tuple.of(1, children), Tuple.of(6, plain));
    }
}
