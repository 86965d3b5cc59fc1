package dev.reeve.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Under which identifiers systems for traces know runs, as the W3C's Trace Context writes them: made of those of the runs, so
 * that a runner and every server make the same without asking each other.
 */
public final class TraceIds {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private TraceIds() {}

    /** Of a run and those within it, 32 digits: the bits of its UUID where it has one, as under a server. */
    public static String trace(String run) {
        int dot = run.indexOf('.');
        String whole = dot < 0 ? run : run.substring(0, dot); // what is within it is called by it and a dot
        try {
            UUID id = UUID.fromString(whole);
            return HexFormat.of().toHexDigits(id.getMostSignificantBits())
                    + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
        } catch (IllegalArgumentException e) {
            return sum(TRACE_BYTES, whole);
        }
    }

    /**
     * Of something within a run, 16 digits.
     *
     * @param epoch how often somebody took the run
     * @param taskRun the task's name, with a child's index as in {@code load[3]}; empty for the run itself
     * @param part what of it; empty for all
     */
    public static String span(String run, int epoch, String taskRun, String part) {
        return sum(SPAN_BYTES, run, Integer.toString(epoch), taskRun, part);
    }

    /** What a task run hands on to those whom it calls, as the header {@code traceparent}. */
    public static String traceparent(String run, int epoch, String taskRun) {
        return "00-" + trace(run) + "-" + span(run, epoch, taskRun, "") + "-01";
    }

    private static String sum(int bytes, String... parts) {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sum.update(part.getBytes(StandardCharsets.UTF_8));
                sum.update((byte) 0xff); // is in no UTF-8
            }
            byte[] all = sum.digest();
            all[0] |= 1; // zero all over is no identifier
            return HexFormat.of().formatHex(all, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
