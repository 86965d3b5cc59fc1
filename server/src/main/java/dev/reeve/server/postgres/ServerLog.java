package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of itself, from a place in its log on, and what that means for whoever started it. */
record ServerLog(Path file, long from) {
    private static final long LARGEST = 10_000_000;
    private static final int MOST_READ = 64_000;
    private static final int SHOWN = 4;
    private static final long LEAST_ROOM = 1 << 20;

    /** From the end of what is there on; a log that grew large is put aside first. */
    static ServerLog now(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    String text() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(from, in.length() - MOST_READ);
            byte[] bytes = new byte[(int) Math.max(0, in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Whether processes of one that was killed are still about to end. */
    boolean saysTooEarly() throws IOException {
        String text = text();
        return text.contains("pre-existing shared memory block") || text.contains("lock file \"postmaster.pid\"");
    }

    /** A log that lies on a full disk itself says nothing of that. */
    PostgresException problem(Path home, int port) throws IOException {
        boolean noRoom = Files.getFileStore(home).getUsableSpace() < LEAST_ROOM;
        return noRoom ? diskFull(home, null) : meaning(text(), home, port);
    }

    static PostgresException meaning(String text, Path home, int port) {
        if (text.contains("No space left on device")) {
            return diskFull(home, null);
        }
        if (text.contains("Address already in use")) {
            return new PostgresException(
                    Problem.PORT_TAKEN,
                    "port " + port + " of 127.0.0.1 is in use by another program. Stop that one, or give the database"
                            + " another port (0 takes any that is free)");
        }
        return new PostgresException(
                Problem.OTHER,
                "PostgreSQL did not start: " + last(text) + ". All it says is in " + home.resolve("postgres.log"));
    }

    static PostgresException diskFull(Path home, @Nullable Throwable cause) {
        return new PostgresException(
                Problem.DISK_FULL, "the disk of " + home + " is full. Make room, then start the server again", cause);
    }

    private static String last(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "it said nothing"
                : String.join(" / ", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
}
