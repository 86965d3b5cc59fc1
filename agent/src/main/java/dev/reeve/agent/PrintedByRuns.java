package dev.reeve.agent;

import dev.reeve.api.LogLevel;
import dev.reeve.engine.secret.Masking;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Instant;
import org.slf4j.MDC;

/**
 * What tasks print, as lines of their run's log: a thread that works for a run is known by its diagnostic context. What
 * other threads print goes where it would have gone. A line is freed of secrets when it is whole, so that one that is
 * printed in pieces does not show. Thread-safe.
 */
public final class PrintedByRuns extends OutputStream {
    private static final int LONGEST = 64 << 10;

    private final RunLogs logs;
    private final PrintStream otherwise;
    private final boolean error;
    private final Charset charset;
    private final ThreadLocal<Line> lines = ThreadLocal.withInitial(Line::new);

    private static final class Line {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long length;
    }

    private PrintedByRuns(RunLogs logs, PrintStream otherwise, boolean error) {
        this.logs = logs;
        this.otherwise = otherwise;
        this.error = error;
        this.charset = otherwise.charset();
    }

    /** A stream in place of that one. */
    public static PrintStream before(PrintStream otherwise, RunLogs logs, boolean error) {
        return new PrintStream(new PrintedByRuns(logs, otherwise, error), true, otherwise.charset());
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        String run = MDC.get("flow_run");
        if (run == null) {
            otherwise.write(bytes, from, count);
            return;
        }
        Line line = lines.get();
        int start = from;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                keep(line, bytes, start, i);
                end(line, run);
                start = i + 1;
            }
        }
        keep(line, bytes, start, from + count);
    }

    private static void keep(Line line, byte[] bytes, int from, int to) {
        // more than is shown: a secret that stands at the cut has to be known for what it is
        line.kept.write(bytes, from, Math.min(to - from, Math.max(0, 2 * LONGEST - line.kept.size())));
        line.length += to - from;
    }

    private void end(Line line, String run) {
        String text = Masking.ofThisProcess().mask(line.kept.toString(charset));
        if (line.length > LONGEST) {
            text = text.substring(0, Math.min(text.length(), LONGEST)) + "… (cut here: the line has " + line.length
                    + " bytes)";
        }
        line.kept.reset();
        line.length = 0;
        LogLevel level = error ? LogLevel.WARN : LogLevel.INFO;
        if (!logs.line(run, MDC.get("task"), Instant.now(), level, error ? "stderr" : "stdout", text)) {
            otherwise.println(text);
        }
    }

    @Override
    public void flush() {
        otherwise.flush();
    }
}
