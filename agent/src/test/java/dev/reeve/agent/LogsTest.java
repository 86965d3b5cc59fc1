package dev.reeve.agent;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.RunLine;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.ServerJson;
import dev.reeve.client.Trust;
import dev.reeve.client.UnavailableException;
import dev.reeve.graph.FlowGraph;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How log lines find their run, and come to the server. */
final class LogsTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    Path directory;

    private FakeServer server;
    private FakeRun run;
    private RunnerClient client;
    private LogShipping shipping;
    private final AtomicReference<Runnable> begun = new AtomicReference<>();
    private final RunLogs logs = new RunLogs();

    static List<Integer> list(int n) {
        return List.of(n);
    }

    static int same(int n) {
        return n;
    }

    private static FlowGraph graph() {
        return Flow.define("logs", f -> {
                    var listed = f.task(LogsTest::list, value(3)).named("a.b");
                    f.map(LogsTest::same, each(listed)).named("fetch");
                })
                .graph();
    }

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        run = server.add(ShippingTest.claimed("run-1"));
        client = server.client(run);
        shipping = shipping(SHORT);
        logs.begin("run-1", graph(), shipping);
    }

    private LogShipping shipping(Pauses pauses) {
        Spool<LogBatch> spool = Spool.of(Spool.LINES, directory, server.address(), "run-1", 1, "key of run-1");
        return new LogShipping(client, spool, 1, pauses, InstantSource.fixed(AT), begun::set);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void finish() throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(begun.get());
        shipping.finish(Duration.ofMinutes(1));
        thread.join();
    }

    private boolean line(String runId, String task, String text) {
        return logs.line(runId, task, AT, LogLevel.INFO, "log", text);
    }

    @Test
    void aLineIsOfTheTaskThatItsThreadWorksFor() throws Exception {
        assertThat(line("run-1", "fetch[3]", "of a child")).isTrue();
        assertThat(line("run-1", "a.b", "of a task")).isTrue();
        assertThat(line("run-1", null, "of the run")).isTrue();
        assertThat(line("run-1.a.b.2", "inside", "of a flow run that a task is"))
                .isTrue();
        assertThat(line("run-1.fetch[7].1.deeper.1", "inside", "of one that a child is"))
                .isTrue();
        assertThat(line("run-2", "a.b", "of another run")).isFalse();
        finish();
        assertThat(run.lines)
                .extracting(told -> told.node() + "/" + told.child())
                .containsExactly("1/3", "0/-1", "-1/-1", "0/-1", "1/7");
    }

    @Test
    void aRunWithoutLinesNeedsNoThread() throws Exception {
        shipping.finish(Duration.ofMinutes(1));
        assertThat(begun.get()).isNull();
        line("run-1", null, "too late");
        assertThat(begun.get()).isNull();
    }

    @Test
    void linesThatComeFasterThanTheyCanBeHeldAreCounted() throws Exception {
        for (int i = 0; i < 100_005; i++) {
            line("run-1", null, "line " + i);
        }
        finish();
        assertThat(run.lines).hasSize(100_001);
        assertThat(run.lines.getLast().text()).startsWith("5 lines are missing here");
        assertThat(run.lines.get(99_999).text()).isEqualTo("line 99999");
    }

    @Test
    void aLineThatIsTooLongIsCutAndSaysSo() throws Exception {
        line("run-1", null, "y".repeat(10_000_000));
        finish();
        RunLine told = run.lines.getFirst();
        assertThat(told.text()).hasSizeLessThan(66_000).endsWith("(cut here: the line has 10000000 characters)");
    }

    @Test
    void linesWaitForAServerThatIsAwayAndComeOnce() throws Exception {
        server.away(true);
        line("run-1", null, "one");
        Thread thread = Thread.ofPlatform().start(begun.get());
        line("run-1", null, "two");
        server.away(false);
        shipping.finish(Duration.ofMinutes(1));
        thread.join();
        assertThat(server.lines(run)).containsExactly("one", "two");
    }

    @Test
    void linesThatSomebodyWaitsForDoNotWaitUntilAServerThatWasAwayIsAskedAgain() throws Exception {
        Pauses hours = new Pauses(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        shipping = shipping(hours);
        logs.begin("run-1", graph(), shipping);
        assertThat(shipping.deliver(Duration.ofHours(1))).as("there are none").isTrue();
        server.away(true);
        line("run-1", null, "one");
        Thread thread = Thread.ofPlatform().start(begun.get());
        assertThat(shipping.deliver(Duration.ofHours(1)))
                .as("the server is away")
                .isFalse();
        server.away(false);
        while (!shipping.deliver(Duration.ofHours(1))) { // the failure before may have been told only now
            assertThat(server.lines(run)).isEmpty();
        }
        assertThat(server.lines(run)).containsExactly("one");
        shipping.finish(Duration.ofHours(1));
        thread.join();
    }

    private List<String> spooled() throws IOException {
        Path file = directory.resolve("run-1-1.lines");
        if (!Files.exists(file)) {
            return List.of();
        }
        String written = Files.readString(file);
        return written.substring(0, written.lastIndexOf('\n') + 1) // the last line may be on its way
                .lines()
                .skip(1)
                .flatMap(line -> ServerJson.MAPPER.readValue(line, LogBatch.class).lines().stream())
                .map(RunLine::text)
                .toList();
    }

    private void awaitSpooled(String... lines) throws IOException {
        while (!spooled().equals(List.of(lines))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void linesThatTheServerCouldNotBeToldOutliveTheirProcessAndComeOnceAndInOrder() throws Exception {
        line("run-1", null, "zero");
        Thread thread = Thread.ofPlatform().start(begun.get());
        assertThat(shipping.deliver(Duration.ofMinutes(1))).isTrue();
        server.away(true);
        line("run-1", null, "one");
        awaitSpooled("one");
        line("run-1", null, "two");
        line("run-1", null, "three");
        awaitSpooled("one", "two", "three");
        thread.interrupt(); // as the end of the process
        thread.join();
        LeftSpools left = new LeftSpools(server.address(), Trust.USUAL, directory);
        assertThatThrownBy(left::deliver).isInstanceOf(UnavailableException.class);
        server.away(false);
        left.deliver();
        left.deliver();
        assertThat(server.lines(run)).containsExactly("zero", "one", "two", "three");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOnTheDiskOnceTheServerHasTheLines() throws Exception {
        server.away(true);
        line("run-1", null, "one");
        Thread thread = Thread.ofPlatform().start(begun.get());
        awaitSpooled("one");
        line("run-1", null, "two");
        awaitSpooled("one", "two");
        server.away(false);
        shipping.finish(Duration.ofMinutes(1));
        thread.join();
        assertThat(server.lines(run)).containsExactly("one", "two");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void linesThatTheDiskDoesNotTakeAreHeldInMemory() throws Exception {
        Path blocked = Files.createDirectories(directory.resolve("run-1-1.lines/in the way"));
        server.away(true);
        line("run-1", null, "one");
        Thread thread = Thread.ofPlatform().start(begun.get());
        line("run-1", null, "two");
        assertThat(shipping.deliver(Duration.ofMinutes(1))).isFalse();
        server.away(false);
        shipping.finish(Duration.ofMinutes(1));
        thread.join();
        assertThat(server.lines(run)).containsExactly("one", "two");
        assertThat(blocked).exists();
    }

    @Test
    void linesOnTheDiskAreBoundedAsThoseInMemory() throws Exception {
        server.away(true);
        line("run-1", null, "line 0");
        Thread thread = Thread.ofPlatform().start(begun.get());
        for (int i = 1; i < 100_005; i++) {
            line("run-1", null, "line " + i);
        }
        while (spooled().size() < 100_000) {
            LockSupport.parkNanos(10_000_000);
        }
        server.away(false);
        shipping.finish(Duration.ofMinutes(1));
        thread.join();
        assertThat(run.lines).hasSize(100_001);
        assertThat(run.lines.getLast().text()).startsWith("5 lines are missing here");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatAProcessPrintsIsReadInLinesWhateverTheyEndWith() throws IOException {
        List<String> lines = new ArrayList<>();
        byte[] printed = ("one\ntwo\r\n\n" + "z".repeat(70_000) + "\nlast").getBytes(StandardCharsets.UTF_8);
        PrintedText.read(new ByteArrayInputStream(printed), lines::add);
        assertThat(lines).hasSize(5).startsWith("one", "two", "").endsWith("last");
        assertThat(lines.get(3)).endsWith("(cut here: the line has 70000 bytes)");
    }
}
