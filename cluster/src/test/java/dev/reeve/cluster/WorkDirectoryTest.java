package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void thatOfAProcessThatWasKilledIsRemovedByTheNextOne() throws IOException {
        Path left = Files.createDirectories(parent.resolve("reeve-cluster-1").resolve("held"));
        Files.writeString(left.resolve("0"), "a result");
        Files.createFile(parent.resolve("reeve-cluster-1").resolve("lock"));
        Path beingMade = Files.createDirectories(parent.resolve("reeve-cluster-2"));
        Path strange = Files.createDirectories(parent.resolve("other"));

        try (WorkDirectory directory = WorkDirectory.in(parent)) {
            assertThat(directory.path()).isDirectory();
            assertThat(parent.resolve("reeve-cluster-1")).doesNotExist();
            assertThat(beingMade).isDirectory();
            assertThat(strange).isDirectory();
        }
    }

    @Test
    void thatOfALivingOneIsLeftAndGoesWithIt() {
        WorkDirectory first = WorkDirectory.in(parent);
        try (WorkDirectory second = WorkDirectory.in(parent)) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
        }
        first.close();
        assertThat(parent).isEmptyDirectory();
    }
}
