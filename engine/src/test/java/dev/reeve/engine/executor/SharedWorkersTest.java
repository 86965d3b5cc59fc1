package dev.reeve.engine.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.spi.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What several flow runs share: no more workers at once than there are slots. */
class SharedWorkersTest {
    /** Keeps what it is to start, so that a test says when. */
    private static final class ByHand implements TaskExecutor {
        final List<Runnable> started = new ArrayList<>();
        boolean full;

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public boolean inCallersThread() {
            return false;
        }

        @Override
        public void startWorker(Runnable worker) {
            if (full) {
                throw new RejectedExecutionException("no more threads");
            }
            started.add(worker);
        }

        @Override
        public String describe() {
            return "by hand";
        }

        @Override
        public void close() {}
    }

    private final ByHand threads = new ByHand();
    private final SharedWorkers workers = SharedWorkers.of(threads);
    private final List<String> ran = new ArrayList<>();

    private Runnable worker(String name) {
        return () -> ran.add(name);
    }

    @Test
    void aWorkerBeyondTheSlotsBeginsWhenAnotherEnds() {
        List.of("a", "b", "c", "d").forEach(name -> workers.startWorker(worker(name)));
        assertThat(threads.started).hasSize(2);
        threads.started.getFirst().run();
        assertThat(ran).containsExactly("a", "c", "d");
        threads.started.getLast().run();
        assertThat(ran).containsExactly("a", "c", "d", "b");
    }

    @Test
    void aPlaceThatIsFreeAgainIsTaken() {
        workers.startWorker(worker("a"));
        workers.startWorker(worker("b"));
        threads.started.forEach(Runnable::run);
        workers.startWorker(worker("c"));
        assertThat(threads.started).hasSize(3);
    }

    @Test
    void aWorkerThatBreaksDoesNotTakeThoseAlongThatWait() {
        workers.startWorker(() -> {
            throw new OutOfMemoryError("made up");
        });
        workers.startWorker(worker("b"));
        workers.startWorker(worker("c"));
        assertThatThrownBy(threads.started.getFirst()::run).isInstanceOf(OutOfMemoryError.class);
        assertThat(threads.started).hasSize(3);
        threads.started.getLast().run();
        assertThat(ran).containsExactly("c");
    }

    @Test
    void aWorkerThatCannotBeStartedIsSaidSoAndTakesNoPlace() {
        threads.full = true;
        assertThatThrownBy(() -> workers.startWorker(worker("a"))).isInstanceOf(RejectedExecutionException.class);
        threads.full = false;
        workers.startWorker(worker("b"));
        workers.startWorker(worker("c"));
        assertThat(threads.started).hasSize(2);
    }

    @Test
    void whatIsSharedAlreadyIsNotSharedAgain() {
        assertThat(SharedWorkers.of(workers)).isSameAs(workers);
    }
}
