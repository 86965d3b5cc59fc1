package dev.reeve.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every result store does. A class for each store extends it. */
public abstract class ResultStoreContract {
    /** The store that is tested. */
    protected ResultStore store;

    /** A new, empty store. */
    protected abstract ResultStore open() throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    final void closeStore() throws IOException {
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        store.write("download_data-2026-04-01", bytes("a result"));
        assertThat(store.read("download_data-2026-04-01")).hasValue(bytes("a result"));
    }

    @Test
    void keyWithoutEntryReadsAsEmpty() throws IOException {
        store.write("a/b", bytes("x"));
        assertThat(store.read("nothing")).isEmpty();
        assertThat(store.read("a")).isEmpty();
        assertThat(store.read("a/b/c")).isEmpty();
        assertThat(store.read("a/c")).isEmpty();
    }

    @Test
    void whatIsBelowAKeyIsForgottenWithItOrTheStoreSaysThatItCannot() throws IOException {
        for (String key : List.of("runs/7/a", "runs/7/b/c", "runs/71/a", "cache/7")) {
            store.write(key, bytes("x"));
        }
        if (store.deleteBelow("runs/7")) {
            assertThat(store.read("runs/7/a")).isEmpty();
            assertThat(store.read("runs/7/b/c")).isEmpty();
        } else {
            assertThat(store.read("runs/7/a")).isPresent();
        }
        assertThat(store.read("runs/71/a")).isPresent();
        assertThat(store.read("cache/7")).isPresent();
        store.deleteBelow("nothing/there");
    }

    @Test
    void emptyEntryIsAnEntry() throws IOException {
        store.write("empty", new byte[0]);
        assertThat(store.read("empty")).hasValue(new byte[0]);
    }

    @Test
    void laterWriteReplacesTheWholeEntry() throws IOException {
        store.write("key", bytes("a long first value"));
        store.write("key", bytes("short"));
        assertThat(store.read("key")).hasValue(bytes("short"));
    }

    @Test
    void everyByteSurvives() throws IOException {
        byte[] all = new byte[1 << 20];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) (i * 31 + i / 256));
        store.write("large", all);
        assertThat(store.read("large")).hasValue(all);
    }

    @Test
    void storeKeepsItsOwnCopy() throws IOException {
        byte[] mine = bytes("value");
        store.write("key", mine);
        Arrays.fill(mine, (byte) 0);
        byte[] read = store.read("key").orElseThrow();
        Arrays.fill(read, (byte) 0);
        assertThat(store.read("key")).hasValue(bytes("value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c/d/e",
                "..a",
                "a..",
                "...",
                "a b",
                "Curaçao/東京.json",
                "%2E%2E",
                "a%2Fb",
                "a+b&c=d?e#f",
                "~",
                "(null)",
                "a:b",
                "-rf",
                "*",
                "a\"b'c"
            })
    void anyHarmlessKeyWorks(String key) throws IOException {
        store.write(key, bytes("value of " + key));
        assertThat(store.read(key)).hasValue(bytes("value of " + key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../x",
                "a/../../x",
                "a/..",
                ".",
                "./a",
                "a//b",
                "a/",
                "a\u0000b",
                "a\nb",
                "..\\x",
                "a\\b"
            })
    void keyThatCouldLeaveTheStoreIsRefused(String key) throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(key)).withMessageContaining("no key");
        assertThatIllegalArgumentException().isThrownBy(() -> store.write(key, bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.publish("a", key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.publish(key, "a"));
    }

    @Test
    void longNamesAreToldApart() throws IOException {
        String long1 = "prefix/" + "x".repeat(600) + "1";
        String long2 = "prefix/" + "x".repeat(600) + "2";
        store.write(long1, bytes("1"));
        assertThat(store.read(long2)).isEmpty();
        store.write(long2, bytes("2"));
        assertThat(store.read(long1)).hasValue(bytes("1"));
        assertThat(store.read(long2)).hasValue(bytes("2"));
    }

    @Test
    void publishedEntryMoves() throws IOException {
        store.write("attempt/1", bytes("value"));
        store.write("target/x", bytes("old"));
        store.publish("attempt/1", "target/x");
        assertThat(store.read("target/x")).hasValue(bytes("value"));
        assertThat(store.read("attempt/1")).isEmpty();
    }

    @Test
    void nothingCannotBePublished() throws IOException {
        store.write("target", bytes("old"));
        assertThatIOException()
                .isThrownBy(() -> store.publish("attempt/1", "target"))
                .withMessageContaining("attempt/1");
        assertThat(store.read("target")).hasValue(bytes("old"));
    }

    @Test
    void entryPublishedAsItselfStays() throws IOException {
        store.write("a/b", bytes("value"));
        store.publish("a/b", "a/b");
        assertThat(store.read("a/b")).hasValue(bytes("value"));
    }

    @Test
    void deletedEntryIsGone() throws IOException {
        store.write("a/b", bytes("x"));
        store.write("a/c", bytes("y"));
        store.delete("a/b");
        store.delete("a/b");
        store.delete("never/was");
        store.delete("a");
        assertThat(store.read("a/b")).isEmpty();
        assertThat(store.read("a/c")).hasValue(bytes("y"));
    }

    @Test
    void locationIsForPeople() {
        assertThat(store.location()).isNotBlank();
    }

    @Test
    void interruptedThreadWritesReadsAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        try {
            store.write("a/b", bytes("x"));
            store.publish("a/b", "c/d");
            assertThat(store.read("c/d")).hasValue(bytes("x"));
            store.delete("c/d");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void readersSeeWholeEntriesWhileManyWrite() throws Exception {
        store.write("shared/key", whole(0, 1));
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> work = IntStream.range(0, 6)
                    .<Future<?>>mapToObj(worker -> threads.submit(() -> {
                        for (int i = 0; i < 25; i++) {
                            if (worker % 2 == 0) {
                                store.write("shared/key", whole(worker, 1 + i * 800));
                            } else {
                                byte[] seen = store.read("shared/key").orElseThrow();
                                assertThat(seen).isEqualTo(whole(seen[0], seen.length));
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : work) {
                each.get();
            }
        }
    }

    private static byte[] whole(int mark, int length) {
        byte[] entry = new byte[length];
        Arrays.fill(entry, (byte) mark);
        return entry;
    }
}
