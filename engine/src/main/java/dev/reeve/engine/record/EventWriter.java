package dev.reeve.engine.record;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.HexFormat;

/** Writes what happens to a run, each thing by its distance from the one before. Read by {@link EventReader}. */
final class EventWriter {
    // after the states; part of the format
    static final int STORED = StateCode.END;
    static final int TURNED = STORED + 1;
    static final int ANSWERED = TURNED + 1;
    static final int ARTIFACT = ANSWERED + 1;
    static final int BEGAN = ARTIFACT + 1;
    static final int BITS = 5;

    private int lastNode;
    private int lastChild;
    private long lastTime;

    void changed(int node, int child, State to, Instant at, Bytes out) {
        head(node, child, StateCode.of(to), out);
        long time = nanos(at);
        out.signed(time - lastTime);
        lastTime = time;
        StateCode.write(to, out);
    }

    /** Nanoseconds since 1970. */
    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    void stored(int node, int child, String key, String hash, Bytes out) {
        head(node, child, STORED, out);
        reference(key, hash, out);
    }

    void turned(int node, int child, int turn, String key, String hash, Bytes out) {
        head(node, child, TURNED, out);
        out.number(turn);
        reference(key, hash, out);
    }

    void answered(int node, int child, String by, String told, Bytes out) {
        head(node, child, ANSWERED, out);
        out.said(by);
        out.said(told);
    }

    void artifact(int node, TaskArtifact artifact, Bytes out) {
        head(node, artifact.mapIndex(), ARTIFACT, out);
        out.number(artifact.attempt());
        out.instant(artifact.at());
        ArtifactCode.write(artifact.artifact(), out);
    }

    void began(int node, int child, String runId, Bytes out) {
        head(node, child, BEGAN, out);
        out.text(runId);
    }

    private void head(int node, int child, int code, Bytes out) {
        long distance = (long) node - lastNode;
        out.number((distance << 1 ^ distance >> 63) << BITS | code);
        out.signed((long) child - lastChild);
        lastNode = node;
        lastChild = child;
    }

    /** A hash as the bytes that its digits stand for; any other text as it is. */
    private static void reference(String key, String hash, Bytes out) {
        out.text(key);
        boolean digits = hash.length() == 64;
        for (int i = 0; digits && i < hash.length(); i++) {
            char c = hash.charAt(i);
            digits = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        out.octet(digits ? 1 : 0);
        if (digits) {
            byte[] bytes = HexFormat.of().parseHex(hash);
            out.bytes(bytes, 0, bytes.length);
        } else {
            out.text(hash);
        }
    }
}
