package dev.reeve.engine.record;

/**
 * Where an attempt failed: the exception's class and message, its frames and causes; of one that ran out of time, where
 * its thread stood. Immutable.
 *
 * @param epoch the epoch it ran in, from 1
 * @param attempt the attempt's number in that epoch, from 1
 * @param text as Java prints stack traces; one of more than 65,536 characters has lost its middle, and says so
 */
public record RecordedTrace(int epoch, int attempt, String text) {
    /** Who is told what is read. */
    interface Failures {
        void failed(int node, int child, RecordedTrace trace) throws DamagedRecordException;
    }

    static Bytes write(int node, int child, int attempt, String text) {
        Bytes out = new Bytes(text.length() + 32);
        new Fields.Writer(out)
                .number(1, node)
                .number(2, child)
                .number(3, attempt)
                .said(4, text);
        return out;
    }

    static void read(Scan in, int epoch, Failures failures) throws DamagedRecordException {
        Fields.Reader fields = new Fields.Reader(in);
        int node = fields.index(1);
        int child = fields.index(2);
        failures.failed(node, child, new RecordedTrace(epoch, fields.index(3), fields.text(4)));
    }
}
