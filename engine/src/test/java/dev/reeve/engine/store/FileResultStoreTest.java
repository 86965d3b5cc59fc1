package dev.reeve.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileResultStoreTest extends ResultStoreContract {
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    @TempDir
    Path directory;

    @Override
    protected ResultStore open() {
        return ResultStores.files(directory.resolve("results"));
    }

    @Test
    void entryIsTheFileThatItsKeySays() throws IOException {
        store.write("a/b.json", VALUE);
        assertThat(directory.resolve("results/a/b.json")).hasBinaryContent(VALUE);
        assertThat(store.location()).isEqualTo(directory.resolve("results").toString());
    }

    @Test
    void openingAndReadingMakesNoDirectory() throws IOException {
        assertThat(store.read("a")).isEmpty();
        assertThat(directory.resolve("results")).doesNotExist();
    }

    @Test
    void anotherStoreOnTheDirectorySeesTheEntry() throws IOException {
        store.write("a/b", VALUE);
        assertThat(open().read("a/b")).hasValue(VALUE);
    }

    @Test
    void nothingUnfinishedIsLeftAfterAWrite() throws IOException {
        store.write("a", VALUE);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void longNameIsCutAndKeepsItsBeginning() throws IOException {
        store.write("東".repeat(300), VALUE);
        try (Stream<Path> files = Files.list(directory.resolve("results"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .singleElement()
                    .satisfies(name -> assertThat(name).startsWith("東東東").matches("東+~[0-9a-f]{64}"))
                    .satisfies(name -> assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(200));
        }
    }

    @Test
    void filesLeftByAKilledWriterAreRemovedAnHourLater() throws IOException {
        store.write("a", VALUE);
        Path old = Files.write(directory.resolve("results/.reeve-tmp/old"), VALUE);
        Path young = Files.write(directory.resolve("results/.reeve-tmp/young"), VALUE);
        Instant now = Instant.parse("2026-04-01T12:00:00Z");
        Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(3601)));
        Files.setLastModifiedTime(young, FileTime.from(now.minusSeconds(3599)));
        new FileResultStore(directory.resolve("results"), InstantSource.fixed(now)).close();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void unfinishedFilesHaveNoKey() throws IOException {
        store.write("a", VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.read(".reeve-tmp/x"))
                .withMessageContaining(".reeve-tmp");
    }

    @Test
    void directoryThatIsAFileIsNamed() throws IOException {
        Path file = Files.write(directory.resolve("results"), VALUE);
        assertThatIOException()
                .isThrownBy(() -> store.write("a", VALUE))
                .withMessageContainingAll("write result \"a\"", file.toString(), "is a file", "results.dir");
        assertThatIOException().isThrownBy(() -> store.read("a")).withMessageContainingAll("read", "it is a file");
        assertThat(file).hasBinaryContent(VALUE);
    }

    @Test
    void directoryBelowAFileIsNamed() throws IOException {
        Files.write(directory.resolve("file"), VALUE);
        ResultStore below = ResultStores.files(directory.resolve("file/results"));
        assertThatIOException()
                .isThrownBy(() -> below.write("a", VALUE))
                .withMessageContainingAll(directory.resolve("file").toString(), "is a file");
    }

    @Test
    void directoryWhereNothingMayBeMadeIsNamed() {
        // the root of /proc takes no directories, not even from root, whom permissions do not stop
        Path refused = Files.isDirectory(Path.of("/proc/self")) ? Path.of("/proc/reeve") : Path.of("/reeve-results");
        assertThatIOException()
                .isThrownBy(() -> ResultStores.files(refused).write("a", VALUE))
                .withMessageContainingAll("write result \"a\"", refused.toString(), "results.dir");
    }

    @Test
    void entryCannotBeADirectoryOfOthers() throws IOException {
        store.write("a/b", VALUE);
        assertThatIOException().isThrownBy(() -> store.write("a", VALUE)).withMessageContaining("other keys begin");
        assertThatIOException().isThrownBy(() -> store.write("a/b/c", VALUE)).withMessageContaining("is a file");
        assertThat(store.read("a/b")).hasValue(VALUE);
        assertThat(unfinished()).isEmpty();
    }

    private Stream<Path> unfinished() throws IOException {
        return Files.list(directory.resolve("results/.reeve-tmp"));
    }
}
