package dev.reeve.engine.run;

import dev.reeve.engine.secret.Masking;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where an attempt failed, as text for a record: the exception's class, message, frames and causes. What is longer than
 * 65,536 characters loses its middle, and says so; beginning and end tell the most.
 */
final class StackText {
    /** Characters that are kept. */
    static final int MOST = 65_536;

    private static final int HEAD = MOST / 2;
    /** Causes without end are not followed any further. */
    private static final long FARTHEST = 64L * MOST;

    private StackText() {}

    /** Of an exception. Runs user code, which may throw: then it says so. */
    static String of(Throwable thrown) {
        Kept kept = new Kept();
        try {
            thrown.printStackTrace(new PrintWriter(kept));
        } catch (Kept.Enough enough) {
            return kept.text();
        } catch (Throwable broken) { // from a message that is made when it is asked for, say
            return kept.text() + "(its stack trace could not be printed whole: "
                    + broken.getClass().getName() + ")";
        }
        return kept.text();
    }

    /** Of a thread that was working for the attempt, with what there is to say of it; empty if it did nothing. */
    static String of(Thread thread, String what) {
        Kept kept = new Kept();
        StackTraceElement[] frames = thread.getStackTrace();
        if (frames.length == 0) {
            return "";
        }
        kept.add(what + "\n");
        for (StackTraceElement frame : frames) {
            kept.add("\tat " + frame + "\n");
        }
        return kept.text();
    }

    /** Beginning and end of what is written to it. */
    private static final class Kept extends Writer {
        /** It has been written to for long enough. */
        @SuppressWarnings("serial") // never leaves this class
        private static final class Enough extends RuntimeException {
            Enough() {
                super("enough", null, false, false);
            }
        }

        private final StringBuilder head = new StringBuilder(1024);
        private final StringBuilder tail = new StringBuilder();
        private long length;

        @Override
        public void write(char[] chars, int from, int count) {
            add(new String(chars, from, count));
        }

        @Override
        public void write(String text, int from, int count) {
            add(Masking.ofThisProcess().mask(text.substring(from, from + count))); // a whole message, before it is cut
        }

        private void add(String text) {
            length += text.length();
            int first = Math.min(text.length(), HEAD - head.length());
            head.append(text, 0, first);
            tail.append(text, Math.max(first, text.length() - HEAD), text.length());
            if (tail.length() > 2 * HEAD) {
                tail.delete(0, tail.length() - HEAD);
            }
            if (length > FARTHEST) {
                throw new Enough();
            }
        }

        String text() {
            if (length <= MOST) {
                return head.append(tail).toString();
            }
            int end = head.lastIndexOf("\n") + 1;
            head.setLength(end > 0 ? end : head.length());
            tail.delete(0, Math.max(0, tail.length() - HEAD));
            tail.delete(0, tail.indexOf("\n") + 1);
            long lost = length - head.length() - tail.length();
            return head + "\t.. " + lost + " characters left out here ..\n" + tail;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
