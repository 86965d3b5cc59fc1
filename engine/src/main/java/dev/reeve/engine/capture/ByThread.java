package dev.reeve.engine.capture;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** Gives what is printed to whoever takes what the printing thread prints; else to the stream that stood here before. */
final class ByThread extends OutputStream {
    private static final StackWalker CALLERS = StackWalker.getInstance();
    /** Classes between whoever prints and this one. */
    private static final List<String> PRINTING = List.of("java.io.", "sun.nio.cs.", ByThread.class.getName());
    /** Their lines are log lines already. They ask for System.out each time, and so would come by here. */
    private static final List<String> LOGGING = List.of(
            "ch.qos.logback.",
            "org.slf4j.",
            "org.apache.logging.",
            "org.apache.log4j.",
            "java.util.logging.",
            "org.tinylog.",
            "org.jboss.logmanager.");

    private final PrintStream before;
    private final boolean error;

    ByThread(PrintStream before, boolean error) {
        this.before = before;
        this.error = error;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        Taker taker = Taker.here();
        if (taker == null || printedByALog()) {
            before.write(bytes, from, length);
        } else {
            taker.take(error, bytes, from, length);
        }
    }

    @Override
    public void flush() {
        before.flush();
    }

    private static boolean printedByALog() {
        return CALLERS.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(caller -> !begins(caller, PRINTING))
                .findFirst()
                .map(caller -> begins(caller, LOGGING))
                .orElse(false));
    }

    private static boolean begins(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
