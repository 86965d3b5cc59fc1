package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Resources: opened before a block, closed after it, whatever became of it. */
final class ResourcesTest {
    static List<TaskExecutor> executors() {
        return Executors.all();
    }

    /** A database that remembers what happened to its connections. */
    private static final class Database {
        final List<String> log = new CopyOnWriteArrayList<>();
        final CountDownLatch busy = new CountDownLatch(1);
        final CountDownLatch never = new CountDownLatch(1);

        String open() {
            log.add("open");
            return "connection";
        }

        String refuse() {
            throw new IllegalStateException("no room");
        }

        String skip() {
            throw Signal.skip("not today");
        }

        /** Opens although it is interrupted meanwhile. */
        String openSlowly() {
            busy.countDown();
            while (!TaskRun.current().cancelled()) {
                Thread.onSpinWait();
            }
            log.add("open");
            return "late connection";
        }

        int query(String connection) {
            log.add("query");
            return 1;
        }

        int fail(String connection) {
            log.add("query");
            throw new IllegalStateException("bad query");
        }

        int skipped(String connection) {
            throw Signal.skip("nothing to ask");
        }

        int hang(String connection) throws InterruptedException {
            busy.countDown();
            never.await();
            return 1;
        }

        void close(String connection) {
            log.add("close " + connection);
        }

        void closeBadly(String connection) {
            log.add("close " + connection);
            throw new IllegalStateException("cannot close");
        }

        void closeNever(String connection) throws InterruptedException {
            log.add("closing");
            never.await();
        }
    }

    private static Flow queries(Database database, boolean failing) {
        return Flow.define(
                "queries",
                f -> f.resource(database::open)
                        .closeWith(database::close)
                        .use(connection -> f.task(failing ? database::fail : database::query, connection)
                                .named("query")));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theResourceIsClosedAfterTheBlock(TaskExecutor executor) {
        Database database = new Database();
        FlowRun run = queries(database, false).run(RunOptions.DEFAULT.executor(executor));
        assertThat(database.log).containsExactly("open", "query", "close connection");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @MethodSource("executors")
    void itIsClosedThoughTheBlockFailedAndTheFailureIsNotHidden(TaskExecutor executor) {
        Database database = new Database();
        FlowRun run = queries(database, true).run(RunOptions.DEFAULT.executor(executor));
        assertThat(database.log).containsExactly("open", "query", "close connection");
        assertThat(run.task("close").state().name()).isEqualTo("Success");
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void itIsClosedThoughTheBlockSkipped() {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "skips",
                        f -> f.resource(database::open)
                                .closeWith(database::close)
                                .use(connection -> f.task(database::skipped, connection)))
                .run();
        assertThat(database.log).containsExactly("open", "close connection");
        assertThat(run.state().name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @CsvSource({"refuse,Failed,Failed", "skip,Skipped,Success"})
    void whatWasNotOpenedIsNotClosed(String how, String opened, String ended) {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "closed",
                        f -> f.resource(how.equals("skip") ? database::skip : database::refuse)
                                .closeWith(database::close)
                                .use(connection -> f.task(database::query, connection)))
                .run();
        assertThat(run.flow().graph().nodes().getFirst().name()).isEqualTo(how);
        assertThat(run.task(how).state().name()).isEqualTo(opened);
        assertThat(run.task("close").state()).isInstanceOf(State.Skipped.class);
        assertThat(run.state().name()).isEqualTo(ended);
        assertThat(database.log).isEmpty();
    }

    @Test
    void aFailureToCloseFailsTheRun() {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "leaks",
                        f -> f.resource(database::open)
                                .closeWith(database::closeBadly)
                                .use(connection -> f.task(database::query, connection)))
                .run();
        assertThat(run.state().name()).isEqualTo("Failed");
    }

    @Test
    void cancellingTheRunClosesWhatWasOpened() throws InterruptedException {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "cancelled",
                        f -> f.resource(database::open)
                                .closeWith(database::close)
                                .use(connection -> {
                                    var asked = f.task(database::hang, connection);
                                    return f.task(Samples::twice, asked).named("after");
                                }))
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
        database.busy.await();
        run.cancel("enough");
        run.await();
        assertThat(database.log).containsExactly("open", "close connection");
        assertThat(run.task("close").state().name()).isEqualTo("Success");
        assertThat(run.task("after").state().name()).isEqualTo("Cancelled");
        assertThat(run.state().name()).isEqualTo("Cancelled");
    }

    @Test
    void theDeadlineClosesWhatWasOpened() {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "late",
                        f -> f.resource(database::open)
                                .closeWith(database::close)
                                .use(connection -> f.task(database::hang, connection)))
                .run(RunOptions.DEFAULT.deadline(Duration.ofSeconds(1)));
        assertThat(database.log).containsExactly("open", "close connection");
        assertThat(run.state().name()).isEqualTo("TimedOut");
    }

    @Test
    void cleanupThatHangsIsStoppedAfterItsGrace() {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "hangs",
                        f -> f.resource(database::open)
                                .closeWith(database::closeNever)
                                .use(connection -> f.task(database::hang, connection)))
                .run(RunOptions.DEFAULT.deadline(Duration.ofSeconds(1)).grace(Duration.ofMillis(100)));
        assertThat(database.log).containsExactly("open", "closing");
        assertThat(run.task("close_never").state().name()).isEqualTo("Cancelled");
        assertThat(run.task("close_never").state().message()).contains("not closed within");
    }

    @Test
    void whatIsOpenedAlthoughItWasStoppedIsClosedAtOnce() throws InterruptedException {
        Database database = new Database();
        FlowRun run = Flow.define(
                        "slow",
                        f -> f.resource(database::openSlowly)
                                .closeWith(database::close)
                                .use(connection -> f.task(database::query, connection)))
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
        database.busy.await();
        run.cancel("enough");
        run.await();
        assertThat(run.state().name()).isEqualTo("Cancelled");
        assertThat(database.log).containsExactly("open", "close late connection");
    }

    @Test
    void whateverTheMomentOfACancellationWhatWasOpenedIsClosedOnce() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            Database database = new Database();
            FlowRun run = queries(database, false).start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
            long until = System.nanoTime() + i * 300L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            run.cancel("enough");
            run.await();
            assertThat(database.log.stream().filter("close connection"::equals))
                    .as("round %s: %s, %s", i, database.log, States.of(run))
                    .hasSameSizeAs(database.log.stream().filter("open"::equals).toList());
        }
    }
}
