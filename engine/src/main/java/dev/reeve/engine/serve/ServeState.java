package dev.reeve.engine.serve;

import dev.reeve.engine.store.Durable;
import dev.reeve.spi.Occasion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Up to when firings of a flow were decided on, and which of them still wait. Immutable.
 *
 * @param seen firings up to that time, inclusive, were decided on
 */
record ServeState(Instant seen, List<Waiting> waiting) {
    private static final String HEAD = "reeve-serving 1";

    /** A firing that waits. */
    record Waiting(Instant time, String clock, Occasion.Cause cause) {}

    static Optional<ServeState> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            if (!lines.getFirst().equals(HEAD)) {
                throw new IllegalArgumentException("it begins with \"" + lines.getFirst() + "\"");
            }
            List<Waiting> waiting = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                String[] parts = line.split("\t");
                waiting.add(new Waiting(Instant.parse(parts[0]), parts[1], Occasion.Cause.valueOf(parts[2])));
            }
            return Optional.of(new ServeState(Instant.parse(lines.get(1)), waiting));
        } catch (RuntimeException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getMessage()
                            + ". Move it away; then what was missed until now is forgotten.",
                    e);
        }
    }

    /** Readers see the file whole, before or after. After a crash of the machine it may be the one before. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEAD + "\n" + seen + "\n");
        for (Waiting each : waiting) {
            text.append(each.time() + "\t" + each.clock() + "\t" + each.cause().name() + "\n");
        }
        boolean first = !Files.exists(file);
        Path written = file.resolveSibling(file.getFileName() + ".tmp"); // one process has the flow
        Files.deleteIfExists(written);
        Durable.createDirectories(file.getParent());
        Durable.writeNew(written, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (first) { // else a crash might leave none, and what was missed since would be taken for nothing
            Durable.forceDirectory(file.getParent());
        }
    }
}
