package dev.reeve.engine.progress;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The standard streams, and what takes their place while a display is live. */
final class Streams {
    private final PrintStream ourOut;
    private final PrintStream ourErr;
    private @Nullable PrintStream out;
    private @Nullable PrintStream err;

    Streams(LineStream forOut, LineStream forErr) {
        this.ourOut = new PrintStream(forOut, true, System.out.charset());
        this.ourErr = new PrintStream(forErr, true, System.err.charset());
    }

    synchronized void replace(boolean errorsToo) {
        out = System.out;
        System.setOut(ourOut);
        if (errorsToo) {
            err = System.err;
            System.setErr(ourErr);
        }
    }

    /** Puts back what stood there before, unless somebody else has put something there meanwhile. */
    @SuppressWarnings("ReferenceEquality") // whether it is that very stream is the question
    synchronized void restore() {
        if (out != null && System.out == ourOut) {
            System.setOut(out);
        }
        if (err != null && System.err == ourErr) {
            System.setErr(err);
        }
    }
}
