package dev.reeve.engine.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, by every thread. */
public final class Logged implements AutoCloseable {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap(); // as it is now
            synchronized (events) {
                events.add(event);
                events.notifyAll();
            }
        }
    };

    public Logged() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    /** The messages, with their level before them. */
    public List<String> lines() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Waits until a line like that was logged. */
    public String await(Predicate<String> like) throws InterruptedException {
        synchronized (events) {
            while (true) {
                for (String line : lines()) {
                    if (like.test(line)) {
                        return line;
                    }
                }
                events.wait();
            }
        }
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
