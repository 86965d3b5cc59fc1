package dev.reeve.testing;

import java.io.Serial;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A task's logger whose lines are heard, whatever their level, and go on to the real one. Thread-safe. */
final class HeardLogger extends LegacyAbstractLogger {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Logger logger;
    private final transient Heard heard;

    /** Takes what is logged. */
    @FunctionalInterface
    interface Heard {
        void line(Level level, String message, @Nullable Throwable thrown);
    }

    HeardLogger(Logger logger, Heard heard) {
        this.name = logger.getName();
        this.logger = logger;
        this.heard = heard;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        heard.line(level, message, thrown);
        BiConsumer<String, @Nullable Throwable> real = switch (level) {
            case ERROR -> logger::error;
            case WARN -> logger::warn;
            case INFO -> logger::info;
            case DEBUG -> logger::debug;
            case TRACE -> logger::trace;
        };
        real.accept(message, thrown);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return true;
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
