package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks among processes. */
final class FileLocksTest {
    @TempDir
    Path directory;

    private Process holder(String name) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString(),
                        name)
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void anotherProcessIsRefusedWhatThisOneHasAlsoAfterThisOneLooked() throws Exception {
        FileLocks locks = new FileLocks(directory);
        RecordStorage.Lock lock = locks.lock("one").orElseThrow();
        assertThat(locks.locked("one")).isTrue();
        assertThat(locks.locked("two")).isFalse(); // to look at it must not cost this process what it has
        assertThat(locks.lock("one")).isEmpty();
        Process other = holder("one");
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("refused");
        }
        other.destroyForcibly();
        lock.release();
        assertThat(locks.locked("one")).isFalse();
    }

    @Test
    void theEndOfAProcessHoweverItComesGivesBackWhatItHas() throws Exception {
        FileLocks locks = new FileLocks(directory);
        Process other = holder("one");
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThat(locks.locked("one")).isTrue();
            assertThat(locks.lock("one")).isEmpty();
            assertThat(locks.lock("two")).isPresent();
            other.toHandle().destroyForcibly();
            other.waitFor();
        }
        assertThat(locks.locked("one")).isFalse();
        assertThat(locks.lock("one")).isPresent();
    }
}
