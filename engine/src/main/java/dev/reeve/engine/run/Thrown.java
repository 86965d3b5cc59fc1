package dev.reeve.engine.run;

import dev.reeve.Signal;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.NodeSettings;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Tries;

/** What an attempt ends with whose function threw. May call functions of the user, for whether to retry. */
final class Thrown {
    private Thrown() {}

    static TaskEvent event(Throwable thrown, NodeSettings settings, Tries tries, Loop loop) {
        int attempt = tries.attempt();
        return switch (thrown) {
            case Signal.Skip signal -> new TaskEvent.SkipRequested(attempt, hidden(signal.reason()));
            case Signal.Retry signal ->
                new TaskEvent.RetryRequested(
                        attempt, signal.at(loop.facts().time().now()), hidden(signal.reason()));
            case Signal.Pause signal -> new TaskEvent.PauseRequested(attempt, hidden(signal.reason()), signal.until());
            case Unanswered late -> new TaskEvent.Expired(attempt, late.limit(), RetryVerdict.NO);
            default -> // what user code throws is an open set
                new TaskEvent.Threw(
                        attempt,
                        hidden(Failure.of(thrown)),
                        Retries.verdict(settings, tries, thrown, loop.randomness()));
        };
    }

    /** Nothing that a state says shows a secret: states go into records, logs and to whoever watches. */
    private static Failure hidden(Failure failure) {
        String message = hidden(failure.message());
        return message.equals(failure.message()) ? failure : new Failure(failure.type(), message, failure.cause());
    }

    private static String hidden(String text) {
        return Masking.ofThisProcess().mask(text);
    }
}
