package dev.reeve.engine.run;

import dev.reeve.graph.NodeSettings;
import dev.reeve.state.Backoff;
import dev.reeve.state.Failure;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.Tries;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/** What a task's own rules say about another attempt. Runs user code, which may throw: then there is none. */
final class Retries {
    private Retries() {}

    @SuppressWarnings("ReferenceEquality") // an exception cannot be suppressed by itself
    static RetryVerdict verdict(NodeSettings settings, Tries tries, Throwable thrown, RandomGenerator random) {
        if (tries.failed() >= settings.policy().retries()) {
            return RetryVerdict.NO;
        }
        try {
            Predicate<Throwable> retryOn = settings.retryOn();
            if (retryOn != null && !retryOn.test(thrown)) {
                return RetryVerdict.NO;
            }
            return RetryVerdict.after(settings.backoff().after(tries.failed() + 1, random.nextDouble()));
        } catch (Throwable broken) {
            if (broken != thrown) {
                thrown.addSuppressed(new IllegalStateException("the task's rule for retries failed", broken));
                LoggerFactory.getLogger(Retries.class)
                        .warn(
                                "a task's rule for retries failed, so it is not tried again; it had failed with {}",
                                Failure.of(thrown).oneLine(),
                                broken);
            }
            return RetryVerdict.NO;
        }
    }

    /** Whether a verdict on that node calls functions of the user. */
    static boolean asksUserCode(NodeSettings settings) {
        return settings.retryOn() != null || settings.backoff() instanceof Backoff.Own;
    }
}
