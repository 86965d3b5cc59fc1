package dev.reeve.engine.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;

/** A process that writes results until it is killed, and says after each write which is stored now. */
final class StoreWriter {
    static final int KEYS = 5;

    private StoreWriter() {}

    public static void main(String[] arguments) throws Exception {
        FileResultStore store = new FileResultStore(Path.of(arguments[0]));
        Random random = new Random(Long.parseLong(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        for (int sequence = 1; sequence <= count; sequence++) {
            int key = random.nextInt(KEYS);
            if (random.nextBoolean()) {
                store.write("shared/key-" + key, entry(sequence, random));
            } else {
                store.write("attempts/" + arguments[1], entry(sequence, random));
                store.publish("attempts/" + arguments[1], "shared/key-" + key);
            }
            System.out.println(key + " " + sequence);
        }
    }

    private static byte[] entry(int sequence, Random random) {
        ByteBuffer entry = ByteBuffer.allocate(16 + random.nextInt(300_000));
        random.nextBytes(entry.array());
        return entry.putInt(0, sequence)
                .putInt(4, entry.capacity())
                .putLong(8, checksum(entry))
                .array();
    }

    private static long checksum(ByteBuffer entry) {
        CRC32 crc = new CRC32();
        crc.update(entry.array(), 16, entry.capacity() - 16);
        return crc.getValue();
    }

    /** The number of the write that this entry is of; fails if it is not whole. */
    static int sequence(byte[] bytes) {
        ByteBuffer entry = ByteBuffer.wrap(bytes);
        if (bytes.length < 16 || entry.getInt(4) != bytes.length || entry.getLong(8) != checksum(entry)) {
            throw new AssertionError("an entry of " + bytes.length + " bytes is not whole");
        }
        return entry.getInt(0);
    }
}
