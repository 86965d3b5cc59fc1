package dev.reeve.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStore.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims on keys in the stores that keep them. */
final class ClaimsTest {
    @TempDir
    Path directory;

    private List<ResultStore> stores() {
        return List.of(new MemoryResultStore(), new FileResultStore(directory.resolve("new/store")));
    }

    @Test
    void aKeyIsOneClaimantsUntilItIsGivenUp() throws IOException {
        for (ResultStore store : stores()) {
            Claim claim = store.claim("cache/a").orElseThrow();
            assertThat(store.claim("cache/a")).isEmpty();
            Claim other = store.claim("cache/b").orElseThrow();
            claim.close();
            Claim next = store.claim("cache/a").orElseThrow();
            claim.close(); // a second time: the key is somebody else's by now
            assertThat(store.claim("cache/a")).isEmpty();
            next.close();
            assertThat(store.claim("cache/a")).isPresent().get().satisfies(Claim::close);
            other.close();
            assertThatIllegalArgumentException().isThrownBy(() -> store.claim("../a"));
        }
    }

    @Test
    void storesOfOneDirectoryKnowEachOthersClaimsAlsoThroughALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        ResultStore one = new FileResultStore(real);
        ResultStore two = new FileResultStore(link);
        Claim kept = one.claim("kept").orElseThrow();
        assertThat(two.claim("kept")).isEmpty();
        two.claim("other").orElseThrow().close(); // must not take the lock of the first along
        assertThat(one.claim("kept")).isEmpty();
        kept.close();
        two.claim("kept").orElseThrow().close();
    }

    @Test
    void anInterruptedThreadClaimsAndKeepsItsFlag() throws IOException {
        ResultStore store = new FileResultStore(directory);
        Claim before = store.claim("before").orElseThrow();
        Thread.currentThread().interrupt();
        Optional<Claim> claim = store.claim("key");
        claim.orElseThrow().close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.claim("before")).isEmpty();
        before.close();
    }

    @Test
    void theFileOfTheClaimsIsNoResult() throws IOException {
        ResultStore store = new FileResultStore(directory);
        store.claim("key").orElseThrow().close();
        assertThat(directory.resolve(".reeve-claims")).isEmptyFile();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.read(".reeve-claims"))
                .withMessageContaining("files of its own");
    }
}
