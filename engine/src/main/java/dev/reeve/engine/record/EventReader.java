package dev.reeve.engine.record;

import dev.reeve.artifact.Artifact;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.HexFormat;

/** Reads what {@link EventWriter} wrote, in as many pieces as it was written in. */
final class EventReader {
    /** What is told of each thing that happened. Times are nanoseconds since 1970. */
    interface Events {
        void changed(int node, int child, State to, long at) throws DamagedRecordException;

        void stored(int node, int child, String key, String hash) throws DamagedRecordException;

        void turned(int node, int child, int turn, String key, String hash) throws DamagedRecordException;

        void answered(int node, int child, String by, String answer) throws DamagedRecordException;

        void artifact(int node, int child, int attempt, Instant at, Artifact artifact) throws DamagedRecordException;

        void began(int node, int child, String runId) throws DamagedRecordException;
    }

    private long node;
    private long child;
    private long time;

    void read(Scan in, Events events) throws DamagedRecordException {
        while (in.hasMore()) {
            long head = in.number();
            int code = (int) (head & (1 << EventWriter.BITS) - 1);
            long distance = head >>> EventWriter.BITS;
            node += distance >>> 1 ^ -(distance & 1);
            child += in.signed();
            if (node < -1 || node > Integer.MAX_VALUE || child < -1 || child > Integer.MAX_VALUE) {
                throw new DamagedRecordException("there is no task " + node + "[" + child + "]");
            }
            event(code, (int) node, (int) child, in, events);
        }
    }

    private void event(int code, int v, int c, Scan in, Events events) throws DamagedRecordException {
        if (code < StateCode.END) {
            time += in.signed();
            events.changed(v, c, StateCode.read(code, in), time);
            return;
        }
        switch (code) {
            case EventWriter.STORED -> events.stored(v, c, in.text(), hash(in));
            case EventWriter.TURNED -> events.turned(v, c, in.index(), in.text(), hash(in));
            case EventWriter.ANSWERED -> events.answered(v, c, in.text(), in.text());
            case EventWriter.ARTIFACT -> events.artifact(v, c, in.index(), in.instant(), ArtifactCode.read(in));
            case EventWriter.BEGAN -> events.began(v, c, in.text());
            default -> throw new DamagedRecordException("there is no event " + code);
        }
    }

    private static String hash(Scan in) throws DamagedRecordException {
        return in.octet() == 1 ? HexFormat.of().formatHex(in.bytes(32)) : in.text();
    }
}
