package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.StateJson;
import dev.reeve.client.Trust;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that keeps what a run told while the server was away. */
final class SpoolTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:1");

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path directory;

    private static EventBatch batch(long first) {
        Event event =
                Event.state(0, -1, Instant.EPOCH, "Running", StateJson.of("Success", "line\nbreak and a \"quote\" ✓"));
        return new EventBatch(2, first, List.of(event, event));
    }

    private Path write(int batches) throws IOException {
        try (Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, SERVER, "run/../1", 2, "secret")) {
            for (int i = 0; i < batches; i++) {
                spool.add(batch(2L * i));
            }
        }
        try (var files = Files.list(directory)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void batchesAreReadAsTheyWereWritten() throws IOException {
        Path file = write(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Spool.Left<EventBatch> left = Spool.left(Spool.EVENTS, directory).getFirst()) {
            assertThat(left.heading()).isEqualTo(new Spool.Heading(1, SERVER, "run/../1", 2, "secret"));
            assertThat(left.batches()).containsExactly(batch(0), batch(2), batch(4));
            left.delete();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsForAnotherServerIsLeftForItsAgents() throws Exception {
        Path file = write(1);
        try (FakeServer other = new FakeServer()) {
            new LeftSpools(other.address(), Trust.USUAL, directory).deliver();
        }
        assertThat(file).exists();
    }

    @Test
    void whatAServerDoesNotWantIsRemoved() throws Exception {
        try (FakeServer server = new FakeServer()) { // which knows no such run
            try (Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, server.address(), "run-1", 1, "secret")) {
                spool.add(batch(0));
            }
            new LeftSpools(server.address(), Trust.USUAL, directory).deliver();
        }
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aTornTailDoesNotCountWhereverItIsTorn() throws IOException {
        Path file = write(2);
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, UTF_8).lastIndexOf('\n', new String(whole, UTF_8).length() - 2) + 1;
        int start = new String(whole, UTF_8).substring(0, second).getBytes(UTF_8).length;
        for (int length = start; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (Spool.Left<EventBatch> left =
                    Spool.left(Spool.EVENTS, directory).getFirst()) {
                assertThat(left.batches()).containsExactly(batch(0));
            }
        }
    }

    @Test
    void aFileWithoutAWholeHeadingIsRemoved() throws IOException {
        Path file = write(1);
        Files.writeString(file, "{\"format\":1,\"ru");
        assertThat(Spool.left(Spool.EVENTS, directory)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatALivingRunnerWritesToIsLeftAlone() throws IOException {
        try (Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, SERVER, "run-1", 1, "secret")) {
            spool.add(batch(0));
            assertThat(Spool.left(Spool.EVENTS, directory)).isEmpty();
        }
        List<Spool.Left<EventBatch>> left = Spool.left(Spool.EVENTS, directory);
        assertThat(left).hasSize(1);
        left.getFirst().close();
    }

    private List<EventBatch> left() throws IOException {
        try (Spool.Left<EventBatch> left = Spool.left(Spool.EVENTS, directory).getFirst()) {
            return left.batches();
        }
    }

    /** A file that is a device which is always full, as Linux has one: elsewhere there is none to be tried. */
    @Test
    void aDiskThatIsFullFromTheBeginningLeavesNoFileWithoutItsFirstLine() throws IOException {
        try (Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, SERVER, "run-1", 1, "secret")) {
            Path file = directory.resolve("run-1-1.spool");
            if (Files.exists(FULL)) {
                Files.createSymbolicLink(file, FULL);
                assertThatThrownBy(() -> spool.add(batch(0))).isInstanceOf(IOException.class);
                assertThat(file).doesNotExist();
            }
            spool.add(batch(0));
            spool.add(batch(2));
        }
        assertThat(left()).containsExactly(batch(0), batch(2));
    }

    /** On a small file system of its own, where that can be mounted; else the full device stands for it. */
    @Test
    void aDiskThatRunsFullKeepsWhatIsThereAndTakesTheRestWhenThereIsRoom() throws Exception {
        if (!mount("mount", "-t", "tmpfs", "-o", "size=64k", "reeve-test", directory.toString())) {
            aDiskThatIsFullFromTheBeginningLeavesNoFileWithoutItsFirstLine();
            return;
        }
        try {
            List<EventBatch> all = new ArrayList<>();
            try (Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, SERVER, "run-1", 1, "secret")) {
                boolean full = false;
                while (!full) {
                    EventBatch next = batch(2L * all.size());
                    try {
                        spool.add(next);
                        all.add(next);
                    } catch (IOException e) {
                        full = true;
                        assertThat(e).hasMessageContaining("No space left");
                    }
                }
                assertThat(all).hasSizeGreaterThan(10);
                assertThat(mount("mount", "-o", "remount,size=1m", directory.toString()))
                        .isTrue();
                all.add(batch(2L * all.size()));
                spool.add(all.getLast());
            }
            assertThat(left()).isEqualTo(all);
        } finally {
            assertThat(mount("umount", directory.toString())).isTrue();
        }
    }

    private static boolean mount(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // there is no such command
            return false;
        }
    }
}
