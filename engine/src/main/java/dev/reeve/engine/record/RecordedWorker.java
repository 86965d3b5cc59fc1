package dev.reeve.engine.record;

/**
 * The worker of a cluster that called the function of an attempt, or called it again because what it returned was lost.
 * Immutable.
 *
 * @param epoch the epoch it was called in, from 1
 * @param attempt the attempt's number in its epoch, from 1
 * @param name the worker's name, process and host, for people: {@code w1 (process 4711 on node3)}
 */
public record RecordedWorker(int epoch, int attempt, String name) {
    /** Who is told what is read. */
    interface Calls {
        void called(int node, int child, RecordedWorker worker) throws DamagedRecordException;
    }

    static Bytes write(int node, int child, int attempt, String name) {
        Bytes out = new Bytes(name.length() + 32);
        new Fields.Writer(out)
                .number(1, node)
                .number(2, child)
                .number(3, attempt)
                .said(4, name);
        return out;
    }

    static void read(Scan in, int epoch, Calls calls) throws DamagedRecordException {
        Fields.Reader fields = new Fields.Reader(in);
        int node = fields.index(1);
        int child = fields.index(2);
        calls.called(node, child, new RecordedWorker(epoch, fields.index(3), fields.text(4)));
    }
}
