package dev.reeve.engine.run;

import dev.reeve.engine.capture.PrintedLines;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPLogger;

/** Where what tasks print goes: into the task's log, with the run and the task beside it. */
final class Printing {
    private Printing() {}

    /** Begins for the attempt that this thread runs; null if there is no log, so that nothing is lost. */
    static PrintedLines.@Nullable Taking begin(TaskContext context) {
        Logger log = context.logger();
        if (log instanceof NOPLogger) {
            return null;
        }
        Map<String, String> diagnostics = MDC.getCopyOfContextMap();
        Thread owner = Thread.currentThread();
        return PrintedLines.begin(
                line -> log(owner, diagnostics, log::info, line), line -> log(owner, diagnostics, log::warn, line));
    }

    /** A thread that the task started has no diagnostic context of its own. */
    private static void log(
            Thread owner, @Nullable Map<String, String> diagnostics, Consumer<String> log, String line) {
        if (Thread.currentThread().equals(owner) || diagnostics == null) {
            log.accept(line);
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.setContextMap(diagnostics);
        try {
            log.accept(line);
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }
}
