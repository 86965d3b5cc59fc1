package dev.reeve.benchmarks;

import dev.reeve.engine.Serializers;
import dev.reeve.engine.spill.Coding;
import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.spill.Memory;
import dev.reeve.engine.spill.Spill;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moving results out of memory and back, beside writing and reading as much with nothing between. */
record SpillRow(int results) implements Row {
    private static final int SIZE = 1 << 20;

    @Override
    public String name() {
        return "spill";
    }

    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        Path directory = Files.createTempDirectory("reeve-spill");
        try {
            List<Double> spilled = new ArrayList<>();
            List<Double> raw = new ArrayList<>();
            for (int i = 0; i < effort.longRounds(); i++) {
                spilled.add(rate(() -> spill(directory)));
                raw.add(rate(() -> raw(directory)));
            }
            Sample here = new Sample(spilled);
            Sample limit = new Sample(raw);
            double ratio = here.median() / limit.median();
            return List.of(new Finding(
                    name(),
                    Words.spread(here, 1, 0) + " MB/s",
                    "a file " + Words.spread(limit, 1, 0) + " MB/s",
                    Words.fixed(ratio, 2),
                    List.of(Bar.atLeast(0.25, ratio, "x")),
                    new Figures()
                            .add("megabytes_per_second", here)
                            .add("limit_megabytes_per_second", limit)
                            .add("ratio", ratio)
                            .map()));
        } finally {
            Files.delete(directory);
        }
    }

    private interface Pass {
        void run() throws IOException;
    }

    private double rate(Pass pass) throws IOException {
        long begun = System.nanoTime();
        pass.run();
        return results / ((System.nanoTime() - begun) / 1e9);
    }

    private void spill(Path directory) {
        Spill spill = new Spill(Memory.AMPLE, directory);
        Coding coding = new Coding("a result", Serializers::json, byte[].class);
        @Nullable Object[] cells = new @Nullable Object[results];
        Arrays.setAll(cells, i -> new byte[SIZE]);
        int[] keys = new int[results];
        Arrays.setAll(keys, i -> i);
        spill.move(coding, cells, keys, Long.MAX_VALUE);
        for (@Nullable Object back : new KeptList(cells, 0, null)) {
            require(back instanceof byte[] read ? read.length : 0);
        }
    }

    private void raw(Path directory) throws IOException {
        Path file = directory.resolve("raw");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            for (int i = 0; i < results; i++) {
                channel.write(ByteBuffer.wrap(new byte[SIZE]));
            }
            channel.position(0);
            for (int i = 0; i < results; i++) {
                require(channel.read(ByteBuffer.allocate(SIZE)));
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void require(int read) {
        if (read != SIZE) {
            throw new IllegalStateException("there were " + read + " bytes");
        }
    }
}
