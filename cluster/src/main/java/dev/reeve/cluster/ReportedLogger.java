package dev.reeve.cluster;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A task's logger in a worker: its lines are logged by the driver. Thread-safe. */
final class ReportedLogger extends AbstractLogger {
    private static final long serialVersionUID = 1L;

    private final @Nullable Level lowest;
    private final transient Reporter reporter;

    /** {@code lowest} is the level from which on the driver logs; null if it logs nothing. */
    ReportedLogger(String name, @Nullable Level lowest, Reporter reporter) {
        this.name = name;
        this.lowest = lowest;
        this.reporter = reporter;
    }

    private boolean logs(Level level) {
        return lowest != null && level.toInt() >= lowest.toInt();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        reporter.report(new Report.Logged(
                level,
                String.valueOf(MessageFormatter.basicArrayFormat(message, arguments)),
                thrown == null ? null : ThrownShape.of(thrown)));
    }

    @Override
    public boolean isTraceEnabled() {
        return logs(Level.TRACE);
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return logs(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return logs(Level.DEBUG);
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return logs(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return logs(Level.INFO);
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return logs(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return logs(Level.WARN);
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return logs(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return logs(Level.ERROR);
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return logs(Level.ERROR);
    }
}
