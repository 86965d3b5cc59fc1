package dev.reeve.engine.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that somebody gave from another process than the one that runs the run. Immutable.
 *
 * @param runId the run, one that is part of no other
 * @param task the task run, by its path from there: {@code ask}, {@code ask[2]}, {@code load/ask}
 * @param decision whether they approve; null if they said neither
 * @param comment words beside it; empty for none
 * @param fields texts of the form {@code k=v}
 * @param by who they are
 */
public record PostedAnswer(
        String runId, String task, @Nullable Boolean decision, String comment, List<String> fields, String by) {
    public PostedAnswer {
        fields = List.copyOf(fields);
    }

    /**
     * What came of it.
     *
     * @param accepted whether the task took it
     * @param words why not; empty if it did
     */
    public record Reply(boolean accepted, String words) {
        /** The task took it. */
        public static final Reply ACCEPTED = new Reply(true, "");
    }

    Bytes write() {
        Bytes out = new Bytes(256);
        Fields.Writer writer = new Fields.Writer(out)
                .text(1, runId)
                .text(2, task)
                .said(4, comment)
                .said(6, by);
        if (decision != null) {
            writer.number(3, decision ? 1 : 0);
        }
        for (String field : fields) { // empty ones too
            Bytes part = new Bytes(field.length() + 8);
            part.said(field);
            writer.part(5, part);
        }
        return out;
    }

    static PostedAnswer read(Scan in) throws DamagedRecordException {
        Fields.Reader reader = new Fields.Reader(in);
        return new PostedAnswer(
                reader.text(1),
                reader.text(2),
                reader.number(3).map(number -> number == 1).orElse(null),
                reader.text(4),
                reader.texts(5),
                reader.text(6));
    }
}
