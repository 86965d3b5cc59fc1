package dev.reeve.benchmarks.cluster;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the tasks of the rows do, on workers and beside them. */
final class Work {
    private Work() {}

    static int same(int number) {
        return number;
    }

    /** So many digests, each of the one before: keeps a processor busy and needs no memory. */
    static long digests(int count) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] bytes = new byte[digest.getDigestLength()];
        for (int i = 0; i < count; i++) {
            bytes = digest.digest(bytes);
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** So many bytes; the first say when they were made. */
    static byte[] made(int bytes) {
        byte[] made = new byte[bytes];
        Arrays.fill(made, (byte) 7);
        ByteBuffer.wrap(made).putLong(micros());
        return made;
    }

    /** How many microseconds ago these were made. One machine has one clock. */
    static long micros(byte[] made) {
        return micros() - ByteBuffer.wrap(made).getLong();
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** A piece of data whose sum is known. */
    static byte[] piece(int number, int bytes) {
        byte[] piece = new byte[bytes];
        Arrays.fill(piece, (byte) (number % 100));
        return piece;
    }

    static long sum(byte[] piece) {
        long sum = 0;
        for (byte each : piece) {
            sum += each;
        }
        return sum;
    }

    static long total(List<Long> sums) {
        return sums.stream().mapToLong(Long::longValue).sum();
    }

    static void await(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    /** The first attempt says in which process it is and holds on until that ends; the next tells when it began. */
    static long holds(String began, int attempt) throws Exception {
        long begun = micros();
        if (attempt == 1) {
            Path file = Path.of(began);
            Path whole = Files.writeString(
                    file.resolveSibling("writing"),
                    String.valueOf(ProcessHandle.current().pid()));
            Files.move(whole, file);
            Thread.sleep(Duration.ofMinutes(5));
        }
        return begun;
    }

    /** Now, as {@link #holds} tells it. */
    static long now() {
        return micros();
    }
}
