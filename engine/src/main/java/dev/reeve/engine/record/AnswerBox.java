package dev.reeve.engine.record;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where processes leave answers for runs that another one has, as files beside the records: who answers puts one down and
 * waits for the reply; who has the run looks for it, replies, and takes it away. Readers see a file as a whole or not at
 * all. Thread-safe.
 */
public final class AnswerBox {
    static final String DIRECTORY = "answers/";
    private static final String ASKED = ".asked";
    private static final String REPLY = ".reply";

    private final RecordStorage storage;

    /** The one beside these records. */
    public AnswerBox(Records records) {
        this.storage = records.storage();
    }

    /** Puts an answer down; returns the ticket by which it is known. */
    public String put(PostedAnswer answer) throws IOException {
        String ticket = root(answer.runId()) + "~" + UUID.randomUUID();
        write(ticket + ASKED, Frames.ANSWER, answer.write());
        return ticket;
    }

    /** The tickets of all answers that wait for a reply. */
    public List<String> tickets() throws IOException {
        return storage.names(DIRECTORY, ASKED).stream()
                .map(name -> name.substring(0, name.length() - ASKED.length()))
                .toList();
    }

    /** The answer of a ticket; empty if it was taken away, or is none. */
    public Optional<PostedAnswer> posted(String ticket) throws IOException {
        Scan content = read(ticket + ASKED, Frames.ANSWER);
        return content == null ? Optional.empty() : Optional.of(PostedAnswer.read(content));
    }

    /** Says what came of an answer, and takes it away. */
    public void reply(String ticket, PostedAnswer.Reply reply) throws IOException {
        Bytes out = new Bytes(64);
        new Fields.Writer(out).number(1, reply.accepted() ? 1 : 0).text(2, reply.words());
        write(ticket + REPLY, Frames.REPLY, out);
        storage.delete(DIRECTORY + ticket + ASKED);
    }

    /** What came of an answer; empty as long as nobody said. */
    public Optional<PostedAnswer.Reply> replied(String ticket) throws IOException {
        Scan content = read(ticket + REPLY, Frames.REPLY);
        if (content == null) {
            return Optional.empty();
        }
        Fields.Reader reader = new Fields.Reader(content);
        return Optional.of(new PostedAnswer.Reply(reader.number(1).orElse(0L) == 1, reader.text(2)));
    }

    /** Takes an answer and its reply away, whether or not anybody saw them. */
    public void forget(String ticket) throws IOException {
        storage.delete(DIRECTORY + ticket + ASKED);
        storage.delete(DIRECTORY + ticket + REPLY);
    }

    /** Takes away all that is left of answers to a run, by the name of its record. */
    void forgetAll(String name) throws IOException {
        String prefix = name.substring(0, name.length() - RunFiles.ENDING.length()) + "~";
        for (String file : storage.names(DIRECTORY, "")) {
            if (file.startsWith(prefix)) {
                storage.delete(DIRECTORY + file);
            }
        }
    }

    private static String root(String runId) {
        String name = RunFiles.name(runId);
        return name.substring(0, name.length() - RunFiles.ENDING.length());
    }

    private void write(String name, byte kind, Bytes content) throws IOException {
        byte[] start = Frames.start();
        byte[] frame = Frames.frame(kind, content);
        byte[] whole = Arrays.copyOf(start, start.length + frame.length);
        System.arraycopy(frame, 0, whole, start.length, frame.length);
        storage.writeWhole(DIRECTORY + name, whole);
    }

    private @Nullable Scan read(String name, byte kind) throws IOException {
        try (RecordStorage.Content file = storage.open(DIRECTORY + name).orElse(null)) {
            FrameScan.Frame frame = file == null ? null : new FrameScan(file).next();
            return frame == null || frame.kind() != kind ? null : frame.content();
        }
    }
}
