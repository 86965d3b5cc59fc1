package dev.reeve.engine.capture;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one thread, and threads that it starts, print to {@code System.out} and {@code System.err}, and hands it on
 * as lines. The standard streams are replaced only while somebody takes something, and go on for all other threads; what
 * a logging library prints goes where it would have gone. Thread-safe.
 */
public final class PrintedLines {
    /** The standard streams belong to the whole process, and so does what stands in for them. */
    private static final PrintedLines OF_THIS_PROCESS = new PrintedLines();

    private int takers;
    private @Nullable Replaced out;
    private @Nullable Replaced err;

    private PrintedLines() {}

    /** A stream that was replaced, and what stands in for it. */
    private record Replaced(PrintStream before, PrintStream ours) {
        static Replaced of(PrintStream before, boolean error) {
            return new Replaced(before, new PrintStream(new ByThread(before, error), true, before.charset()));
        }
    }

    /** That lines are taken. */
    @FunctionalInterface
    public interface Taking extends AutoCloseable {
        /** Hands on what there is of a last line, and takes no more. By the thread that began. */
        @Override
        void close();
    }

    /**
     * Begins to take what this thread prints. What a thread that it starts prints later than the end goes where it would
     * have gone.
     *
     * @param toOut gets the lines of standard output, without their ends, in the thread that printed them or another
     * @param toErr gets those of standard error
     */
    public static Taking begin(Consumer<String> toOut, Consumer<String> toErr) {
        OF_THIS_PROCESS.replace();
        Handing handing = new Handing();
        Taker taker = new Taker(
                new Lines(System.out.charset(), toOut, handing), new Lines(System.err.charset(), toErr, handing));
        Taker outer = Taker.exchange(taker);
        return () -> {
            Taker.exchange(outer);
            taker.close();
            OF_THIS_PROCESS.restore();
        };
    }

    /** This thread begins something else than what the thread that started it was at. */
    public static void forget() {
        Taker.exchange(null);
    }

    private synchronized void replace() {
        if (takers++ == 0) {
            Replaced newOut = Replaced.of(System.out, false);
            Replaced newErr = Replaced.of(System.err, true);
            System.setOut(newOut.ours());
            System.setErr(newErr.ours());
            out = newOut;
            err = newErr;
        }
    }

    /** Puts back what stood there before, unless somebody else has put something there meanwhile. */
    @SuppressWarnings("ReferenceEquality") // whether it is that very stream is the question
    private synchronized void restore() {
        if (--takers > 0) {
            return;
        }
        if (out != null && System.out == out.ours()) {
            System.setOut(out.before());
        }
        if (err != null && System.err == err.ours()) {
            System.setErr(err.before());
        }
        out = null;
        err = null;
    }
}
