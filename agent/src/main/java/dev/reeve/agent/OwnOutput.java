package dev.reeve.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.reeve.engine.text.Shown;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Takes what tasks of this process log and print for the logs of their runs, until it is closed. Log lines only of programs
 * that log by Logback: of others SLF4J says nothing. There is one {@code System.out}: not for two at once.
 */
final class OwnOutput implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(OwnOutput.class);
    /** All loggers of tasks are below it. */
    private static final String TASKS = "reeve.task";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Runnable linesEnd;

    private OwnOutput(RunLogs logs) {
        this.linesEnd = isLogback() ? LogbackLines.begin(logs) : () -> {};
        System.setOut(PrintedByRuns.before(out, logs, false));
        System.setErr(PrintedByRuns.before(err, logs, true));
    }

    /** Begins; {@code shown}: lines of runs are printed to what is {@code System.out} now, as well. */
    static OwnOutput begin(RunLogs logs, boolean shown) {
        PrintStream out = System.out;
        if (shown) {
            logs.watched((at, level, task, text) -> out.println(Shown.cleanLines(
                    at + " " + String.format("%-5s", level) + (task == null ? "" : " [" + task + "]") + " " + text)));
        }
        return new OwnOutput(logs);
    }

    private static boolean isLogback() {
        boolean is =
                LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext");
        if (!is) {
            LOG.warn(
                    "what tasks log and print stays in this process, which logs by {}: only of Logback is known which"
                            + " run a line is of",
                    LoggerFactory.getILoggerFactory().getClass().getName());
        }
        return is;
    }

    /** In a class of its own: without Logback there is none to load. */
    private static final class LogbackLines {
        private final RunAppender appender;
        private final Logger tasks;
        private final Logger root;
        private final @Nullable Level before;
        private final boolean passedOn;

        private LogbackLines(LoggerContext context, RunLogs logs) {
            this.appender = new RunAppender(logs, false);
            this.tasks = context.getLogger(TASKS);
            this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            this.before = tasks.getLevel();
            this.passedOn = tasks.isAdditive();
            appender.setContext(context);
            appender.start();
        }

        /** A program that is quiet has full logs all the same, and what is in those is not said twice. Returns what ends it. */
        static Runnable begin(RunLogs logs) {
            LogbackLines lines = new LogbackLines((LoggerContext) LoggerFactory.getILoggerFactory(), logs);
            if (!lines.tasks.isInfoEnabled()) {
                lines.tasks.setLevel(Level.INFO);
            }
            lines.tasks.setAdditive(false);
            lines.tasks.addAppender(lines.appender);
            lines.root.addAppender(lines.appender); // what libraries say while they work for a run
            return lines::end;
        }

        private void end() {
            tasks.detachAppender(appender);
            root.detachAppender(appender);
            tasks.setAdditive(passedOn);
            tasks.setLevel(before);
            appender.stop();
        }
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        linesEnd.run();
    }
}
