package dev.reeve.engine.secret;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.LocationAwareLogger;

/** Hands on what is logged with all secrets hidden, in the message, its arguments and the exception. Thread-safe. */
public final class MaskedLogger extends AbstractLogger {
    private static final long serialVersionUID = 1L;
    private static final String CALLER = MaskedLogger.class.getName();

    private final transient Logger to;
    private final transient Masking masking;

    private MaskedLogger(Logger to, Masking masking) {
        this.name = to.getName();
        this.to = to;
        this.masking = masking;
    }

    /** A logger before that one; that one itself if it logs nothing. */
    public static Logger before(Logger to, Masking masking) {
        return to instanceof NOPLogger ? to : new MaskedLogger(to, masking);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return CALLER;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String text = message;
        @Nullable Object @Nullable [] given = arguments;
        Throwable shown = thrown;
        if (!masking.idle()) {
            text = masking.mask(String.valueOf(MessageFormatter.basicArrayFormat(message, arguments)));
            given = null;
            shown = thrown == null ? null : MaskedThrowable.of(thrown, masking);
        }
        if (to instanceof LocationAwareLogger aware) {
            aware.log(marker, CALLER, level.toInt(), text, given, shown);
        } else {
            var event = to.makeLoggingEventBuilder(level);
            if (marker != null) {
                event = event.addMarker(marker);
            }
            event = event.setCause(shown);
            if (given == null) {
                event.log(text);
            } else {
                event.log(text, given);
            }
        }
    }

    @Override
    public boolean isTraceEnabled() {
        return to.isTraceEnabled();
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return to.isTraceEnabled(marker);
    }

    @Override
    public boolean isDebugEnabled() {
        return to.isDebugEnabled();
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return to.isDebugEnabled(marker);
    }

    @Override
    public boolean isInfoEnabled() {
        return to.isInfoEnabled();
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return to.isInfoEnabled(marker);
    }

    @Override
    public boolean isWarnEnabled() {
        return to.isWarnEnabled();
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return to.isWarnEnabled(marker);
    }

    @Override
    public boolean isErrorEnabled() {
        return to.isErrorEnabled();
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return to.isErrorEnabled(marker);
    }
}
