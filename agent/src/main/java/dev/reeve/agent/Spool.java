package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.api.EventBatch;
import dev.reeve.api.LogBatch;
import dev.reeve.client.ServerJson;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What a run told while the server was away, in a file: a line that says which run it is, then one for each batch, in
 * order. A last line that is not whole, as a power cut leaves it, does not count. Locked while somebody has it: one
 * process at a time. Not thread-safe.
 *
 * @param <B> what it has batches of
 */
final class Spool<B> implements AutoCloseable {
    /** What happens to the run. */
    static final Kind<EventBatch> EVENTS = new Kind<>(".spool", EventBatch.class, true);
    /** Lines of its log. */
    static final Kind<LogBatch> LINES = new Kind<>(".lines", LogBatch.class, false);

    private static final int FORMAT = 1;

    /** {@code forced}: whether it outlives the machine, and not only the process. */
    record Kind<B>(String suffix, Class<B> type, boolean forced) {}

    /** Which run of which server it is of, and the key that opens it. */
    record Heading(int format, URI server, String runId, int epoch, String runKey) {}

    private final Kind<B> kind;
    private final Path file;
    private final Heading heading;
    private @Nullable FileChannel channel;

    private Spool(Kind<B> kind, Path file, Heading heading) {
        this.kind = kind;
        this.file = file;
        this.heading = heading;
    }

    /** One of a run that begins. There is no file before something is put in. */
    static <B> Spool<B> of(Kind<B> kind, Path directory, URI server, String runId, int epoch, String runKey) {
        String name = runId.replaceAll("[^A-Za-z0-9-]", "_") + "-" + epoch + kind.suffix();
        return new Spool<>(kind, directory.resolve(name), new Heading(FORMAT, server, runId, epoch, runKey));
    }

    /** Those in that directory that nobody has, to be delivered; whoever calls closes them. */
    static <B> List<Left<B>> left(Kind<B> kind, Path directory) throws IOException {
        List<Left<B>> found = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        List<Path> files;
        try (var all = Files.list(directory)) {
            files = all.filter(path -> path.toString().endsWith(kind.suffix()))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            opened(kind, file).ifPresent(found::add);
        }
        return found;
    }

    /** What a dead runner left. */
    record Left<B>(Spool<B> spool, List<B> batches) implements AutoCloseable {
        Heading heading() {
            return spool.heading;
        }

        /** It was delivered, or nobody wants it. */
        void delete() {
            spool.delete();
        }

        @Override
        public void close() {
            spool.close();
        }
    }

    private static <B> Optional<Left<B>> opened(Kind<B> kind, Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) { // delivered this moment
            return Optional.empty();
        }
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        List<String> lines = wholeLines(file);
        Heading heading = lines.isEmpty() ? null : read(lines.getFirst(), Heading.class);
        if (heading == null || heading.format() != FORMAT) {
            if (lines.isEmpty()) { // its process was killed before the first line was whole
                Files.deleteIfExists(file);
            }
            channel.close();
            return Optional.empty();
        }
        Spool<B> spool = new Spool<>(kind, file, heading);
        spool.channel = channel;
        List<B> batches = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            B batch = read(line, kind.type());
            if (batch == null) {
                break;
            }
            batches.add(batch);
        }
        return Optional.of(new Left<>(spool, batches));
    }

    private static List<String> wholeLines(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), UTF_8);
        int end = text.lastIndexOf('\n');
        return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
    }

    private static <T> @Nullable T read(String line, Class<T> type) {
        try {
            return ServerJson.MAPPER.readValue(line, type);
        } catch (JacksonException e) { // half of it
            return null;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // this process has it
            return null;
        }
    }

    /**
     * Puts a batch on the disk, behind those that are there.
     *
     * @throws IOException if it is not there, as on a full disk; those before it are, and the next may be tried
     */
    void add(B batch) throws IOException {
        FileChannel open = channel == null ? headed() : channel;
        channel = open;
        long whole = open.position();
        boolean done = false;
        try {
            write(open, batch);
            if (kind.forced()) {
                open.force(true);
            }
            done = true;
        } finally {
            if (!done) { // else the next line would begin behind half of this one
                open.truncate(whole);
            }
        }
    }

    /** No file without its first line. */
    private FileChannel headed() throws IOException {
        FileChannel open = create();
        boolean done = false;
        try {
            write(open, heading);
            done = true;
            return open;
        } finally {
            if (!done) {
                open.close();
                Files.deleteIfExists(file);
            }
        }
    }

    private FileChannel create() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile( // the key is in it
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        FileChannel open = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        if (lock(open) == null) {
            open.close();
            throw new IOException(file + " is in use by another process");
        }
        return open;
    }

    private static void write(FileChannel open, Object line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((ServerJson.MAPPER.writeValueAsString(line) + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    /** All that is in it was delivered, or nobody wants it: the file goes. */
    void delete() {
        if (channel == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) { // delivered once more some day, which changes nothing
            LoggerFactory.getLogger(Spool.class).debug("{} stays: {}", file, e.toString());
        }
        close();
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LoggerFactory.getLogger(Spool.class).debug("{} is not closed: {}", file, e.toString());
            }
        }
    }
}
