package dev.reeve.notify;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged, by whomever and however finely, until it is closed. */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final List<String> ours = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger(Notifier.class);

    Logged() {
        own.setLevel(Level.TRACE);
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String text = event.getFormattedMessage() + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
        all.add(text);
        if (event.getLoggerName().equals(Notifier.class.getName())
                && event.getLevel().isGreaterOrEqual(Level.INFO)) {
            ours.add(text);
        }
    }

    /** What the notifier said, at INFO or above. */
    List<String> ours() {
        return ours;
    }

    String everything() {
        return String.join("\n", all);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        own.setLevel(null);
    }
}
