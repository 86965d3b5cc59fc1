package dev.reeve.examples.covid;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps what is printed to {@code System.out} while it is open, so that the tables tasks print do not run into a live
 * display. There is one {@code System.out}: not for two at once.
 */
final class HeldOutput implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private HeldOutput() {}

    /** Begins to hold. */
    static HeldOutput begin() {
        HeldOutput output = new HeldOutput();
        System.setOut(new PrintStream(output.held, true, StandardCharsets.UTF_8));
        return output;
    }

    /** What was printed so far. */
    String text() {
        System.out.flush();
        return held.toString(StandardCharsets.UTF_8);
    }

    /** Lets {@code System.out} print again. What was held stays to be asked for. */
    @Override
    public void close() {
        System.setOut(before);
    }
}
