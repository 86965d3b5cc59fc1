package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoldingsTest {
    @TempDir
    Path directory;

    private final UUID driver = UUID.randomUUID();

    private static byte[] bytes(int number, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) number;
        bytes[length - 1] = (byte) number;
        return bytes;
    }

    private long files() throws IOException {
        Path held = directory.resolve("held");
        if (!Files.exists(held)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(held)) {
            return files.count();
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsInFilesTheOldestFirst() throws IOException {
        Holdings holdings = new Holdings(directory.resolve("held"), 250);
        for (int i = 1; i <= 5; i++) {
            holdings.hold("r" + i, driver, bytes(i, 100));
        }

        assertThat(holdings.inMemory()).isEqualTo(200);
        assertThat(files()).isEqualTo(3);
        for (int i = 1; i <= 5; i++) {
            assertThat(holdings.bytes("r" + i)).isEqualTo(bytes(i, 100));
            assertThat(holdings.part("r" + i, 99, 50)).isEqualTo(new byte[] {(byte) i});
            assertThat(holdings.part("r" + i, 0, 2)).isEqualTo(new byte[] {(byte) i, 0});
        }
    }

    @Test
    void whatIsForgottenTakesNoRoom() throws IOException {
        Holdings holdings = new Holdings(directory.resolve("held"), 150);
        holdings.hold("old", driver, bytes(1, 100));
        holdings.hold("new", driver, bytes(2, 100));
        holdings.forget("old");
        holdings.forget("new");
        holdings.forget("new");

        assertThat(holdings.bytes("old")).isNull();
        assertThat(holdings.part("new", 0, 10)).isNull();
        assertThat(holdings.inMemory()).isZero();
        assertThat(files()).isZero();
    }

    @Test
    void whatIsHeldForADriverGoesWithIt() throws IOException {
        Holdings holdings = new Holdings(directory.resolve("held"), 100);
        UUID other = UUID.randomUUID();
        holdings.hold("a", driver, bytes(1, 100));
        holdings.hold("b", other, bytes(2, 100));
        holdings.hold("c", driver, bytes(3, 100));
        holdings.left(driver);

        assertThat(holdings.size()).isEqualTo(1);
        assertThat(holdings.bytes("b")).isEqualTo(bytes(2, 100));
        assertThat(files()).isEqualTo(1);
        assertThat(holdings.inMemory()).isZero();
    }

    @Test
    void whereNoFileCanBeWrittenItSaysSoAndHoldsTheOthers() throws IOException {
        Files.createFile(directory.resolve("held"));
        Holdings holdings = new Holdings(directory.resolve("held"), 100);
        holdings.hold("a", driver, bytes(1, 100));
        assertThatThrownBy(() -> holdings.hold("b", driver, bytes(2, 2 << 20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a result of 2.0 MB cannot stay with its worker")
                .hasMessageContaining("held takes no more");

        assertThat(holdings.bytes("a")).isEqualTo(bytes(1, 100));
        assertThat(holdings.bytes("b")).isNull();
        assertThat(holdings.inMemory()).isEqualTo(100);
    }
}
