package dev.reeve.testing.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.engine.store.FileResultStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SimDiskTest {
    private static final byte[] TEXT = new byte[300];

    static {
        Arrays.fill(TEXT, (byte) 7);
    }

    private static SimDisk disk(long seed, DiskFaults faults) {
        return new SimDisk(new Around(new SplittableRandom(seed)), faults);
    }

    /** Nothing happens by itself, and no time passes. */
    private record Around(SplittableRandom random) implements DiskWorld {
        @Override
        public void step() {}

        @Override
        public long now() {
            return 1_767_225_600_000_000_000L;
        }

        @Override
        public SplittableRandom split() {
            return random.split();
        }

        @Override
        public void note(Supplier<String> words) {}
    }

    private static void write(Path file, boolean force) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(TEXT));
            if (force) {
                channel.force(true);
            }
        }
    }

    private static void forceRoot(SimFiles files) throws IOException {
        try (FileChannel directory = FileChannel.open(files.getPath("/"), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Test
    void whatWasForcedSurvivesAPowerCut() throws IOException {
        for (long seed = 1; seed < 50; seed++) {
            SimDisk disk = disk(seed, DiskFaults.NONE);
            SimFiles files = new SimFiles(disk);
            write(files.getPath("/a"), true);
            forceRoot(files);
            disk.powerCut();
            assertThat(Files.readAllBytes(files.getPath("/a"))).isEqualTo(TEXT);
        }
    }

    @Test
    void whatWasNotForcedIsLostNowAndThenAndTornNowAndThen() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (long seed = 1; seed < 300; seed++) {
            SimDisk disk = disk(seed, DiskFaults.NONE);
            SimFiles files = new SimFiles(disk);
            write(files.getPath("/a"), false);
            disk.powerCut();
            Path file = files.getPath("/a");
            byte[] left = Files.exists(file) ? Files.readAllBytes(file) : null;
            boolean zeroes = left != null && left.length > 0 && left[left.length - 1] == 0;
            seen.add(
                    left == null
                            ? "gone"
                            : zeroes ? "zeroes" : left.length == 0 ? "empty" : left.length < 300 ? "torn" : "there");
        }
        assertThat(seen).containsExactly("empty", "gone", "there", "torn", "zeroes");
    }

    @Test
    void aRenamingIsWholeOrNotThere() throws IOException {
        Set<Boolean> moved = new TreeSet<>();
        for (long seed = 1; seed < 50; seed++) {
            SimDisk disk = disk(seed, DiskFaults.NONE);
            SimFiles files = new SimFiles(disk);
            write(files.getPath("/a"), true);
            forceRoot(files);
            Files.move(files.getPath("/a"), files.getPath("/b"), StandardCopyOption.ATOMIC_MOVE);
            disk.powerCut();
            boolean there = Files.exists(files.getPath("/b"));
            assertThat(Files.exists(files.getPath("/a"))).isNotEqualTo(there);
            moved.add(there);
        }
        assertThat(moved).containsExactly(false, true);
    }

    @Test
    void aDiskThatLiesForgetsWhatItSaidItKept() throws IOException {
        SimDisk disk = disk(1, new DiskFaults(0, 1000));
        SimFiles files = new SimFiles(disk);
        write(files.getPath("/a"), true);
        forceRoot(files);
        assertThat(disk.lies()).isEqualTo(2);
    }

    @Test
    void operationsFailAsOftenAsIsAsked() {
        SimDisk disk = disk(1, new DiskFaults(1000, 0));
        SimFiles files = new SimFiles(disk);
        assertThatThrownBy(() -> Files.createDirectory(files.getPath("/d")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the simulated disk failed to make");
        assertThat(disk.failures()).isEqualTo(1);
        disk.look(() -> assertThatThrownBy(() -> Files.readAllBytes(files.getPath("/d")))
                .isInstanceOf(NoSuchFileException.class));
    }

    /** A store that found a directory whose entry nobody had forced took it for safe. */
    @Test
    void aResultIsSafeThoughItsDirectoryCouldNotBeForcedAtFirst() throws IOException {
        int refused = 0;
        for (long seed = 1; seed < 400; seed++) {
            SimDisk disk = disk(seed, new DiskFaults(60, 0));
            SimFiles files = new SimFiles(disk);
            FileResultStore store = new FileResultStore(files.getPath("/a/b"), () -> Instant.EPOCH);
            boolean stored = false;
            for (int i = 0; i < 3 && !stored; i++) {
                try {
                    store.write("some/key", TEXT);
                    stored = true;
                } catch (IOException e) {
                    refused++;
                }
            }
            disk.powerCut();
            boolean acknowledged = stored;
            disk.look(() -> assertThat(!acknowledged || Files.exists(files.getPath("/a/b/some/key")))
                    .as("seed %d", disk.failures())
                    .isTrue());
        }
        assertThat(refused).isGreaterThan(100);
    }
}
