package dev.reeve.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.reeve.api.LogLevel;
import dev.reeve.engine.secret.Masking;
import java.util.Map;

/**
 * Hands log lines of runs over to their logs; others go to standard error, one line each. For programs that log by
 * Logback, which this module does not bring along.
 */
public final class RunAppender extends AppenderBase<ILoggingEvent> {
    private final RunLogs logs;
    private final boolean alone;

    /** One that hands them over there. */
    public RunAppender(RunLogs logs) {
        this(logs, true);
    }

    /** {@code alone}: whether nobody else writes lines of no run. */
    RunAppender(RunLogs logs, boolean alone) {
        this.logs = logs;
        this.alone = alone;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Map<String, String> of = event.getMDCPropertyMap();
        String text = String.valueOf(event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        String all = Masking.ofThisProcess()
                .mask(
                        thrown == null
                                ? text
                                : text + "\n"
                                        + ThrowableProxyUtil.asString(thrown).stripTrailing());
        LogLevel level = level(event.getLevel());
        if (!logs.line(of.get("flow_run"), of.get("task"), event.getInstant(), level, event.getLoggerName(), all)
                && alone) {
            System.err.println(event.getLevel() + " " + event.getLoggerName() + ": " + all);
        }
    }

    private static LogLevel level(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return LogLevel.ERROR;
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return LogLevel.WARN;
        }
        if (level.isGreaterOrEqual(Level.INFO)) {
            return LogLevel.INFO;
        }
        return level.isGreaterOrEqual(Level.DEBUG) ? LogLevel.DEBUG : LogLevel.TRACE;
    }
}
