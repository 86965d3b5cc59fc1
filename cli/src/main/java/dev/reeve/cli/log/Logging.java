package dev.reeve.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.text.Shown;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Sets up what all loggers of the process write, and where: to standard error, so that results can be piped on. */
public final class Logging {
    private static final String TEXT =
            "%d{HH:mm:ss.SSS} %-5level %logger{0}%replace( [%X{task}]){' \\[\\]', ''}%replace( as %X{task_run}){'^ as $', ''}: %msg%n";
    private static final List<String> TALKATIVE = List.of(
            "software.amazon.awssdk",
            "org.apache",
            "io.netty",
            "com.zaxxer.hikari",
            "org.flywaydb",
            "io.javalin",
            "org.eclipse.jetty");

    private Logging() {}

    /** Sets it up anew, as {@code log.level} and {@code log.format} say. */
    public static void start(Configuration configuration) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // somebody embeds the command in a program with a logger of its own
        }
        context.reset();
        boolean json = configuration.get(Settings.LOG_FORMAT).equals("json");
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(json ? started(new JsonLineEncoder(), context) : text(context));
        start(context, configuration, appender);
    }

    /** What a program says of itself beside its log: as lines of the log where machines read that, else by {@code plain}. */
    public static Consumer<String> words(Configuration configuration, Consumer<String> plain) {
        return configuration.get(Settings.LOG_FORMAT).equals("json")
                ? words -> LoggerFactory.getLogger("reeve").info(words)
                : plain;
    }

    /** Sets it up anew, as {@code log.level} says, for an appender that knows where lines go. */
    public static void start(Configuration configuration, Appender<ILoggingEvent> appender) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            appender.setContext(context);
            start(context, configuration, appender);
        }
    }

    private static void start(LoggerContext context, Configuration configuration, Appender<ILoggingEvent> appender) {
        appender.start();
        Level level = Level.toLevel(configuration.get(Settings.LOG_LEVEL));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        if (level.isGreaterOrEqual(Level.INFO) && !level.isGreaterOrEqual(Level.WARN)) {
            TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        CleanLayout layout = new CleanLayout();
        layout.setContext(context);
        layout.setPattern(TEXT);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(layout);
        return started(encoder, context);
    }

    /** Whatever a task logs moves no cursor and turns no writing; line breaks stay. */
    private static final class CleanLayout extends PatternLayout {
        @Override
        public String doLayout(ILoggingEvent event) {
            return Shown.cleanLines(super.doLayout(event));
        }
    }

    private static <E extends Encoder<ILoggingEvent>> E started(E encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
