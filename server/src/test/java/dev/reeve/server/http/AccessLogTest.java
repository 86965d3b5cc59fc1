package dev.reeve.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.reeve.api.NewProject;
import dev.reeve.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogTest {
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();

    private ILoggingEvent line(Predicate<ILoggingEvent> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); // written after the answer
        while (lines.stream().noneMatch(wanted) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        return lines.stream().filter(wanted).findFirst().orElseThrow(() -> new AssertionError(lines.toString()));
    }

    private static String pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> !pair.key.equals("ms"))
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
    }

    @Test
    void eachRequestIsALineWithItsRouteAndWhoAskedAndNeverWithWhatWasSaid() throws InterruptedException {
        Logger log = (Logger) LoggerFactory.getLogger("dev.reeve.server.access");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                lines.add(event);
            }
        };
        appender.start();
        Level before = log.getLevel();
        log.setLevel(Level.DEBUG);
        log.addAppender(appender);
        try (TestServer server = new TestServer()) {
            server.admin().createProject(new NewProject("A secret plan", ""));
            Wire.Reply missing =
                    server.wire().get("/api/v1/flow-runs/019f2a70-1b2c-7def-8123-456789abcdef", TestServer.ADMIN);
            server.wire().get("/api/v1/flow-runs?project=A%20secret%20plan", "wrong-key");
            server.wire().send("POST", "/secret/path", "", "secret body".getBytes(StandardCharsets.UTF_8));

            ILoggingEvent made = line(each -> each.getFormattedMessage().startsWith("POST /projects 201"));
            assertThat(made.getLevel()).isEqualTo(Level.INFO);
            assertThat(pairs(made)).matches("route=POST /projects status=201 caller=key [0-9a-f-]{36}");
            ILoggingEvent looked = line(each -> each.getFormattedMessage().startsWith("GET /flow-runs/{run} 404"));
            assertThat(looked.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(looked.getMDCPropertyMap())
                    .containsEntry("request_id", missing.header("X-Request-Id"))
                    .containsEntry("flow_run", "019f2a70-1b2c-7def-8123-456789abcdef");
            ILoggingEvent refused = line(each -> each.getFormattedMessage().startsWith("GET /flow-runs 401"));
            assertThat(pairs(refused)).isEqualTo("route=GET /flow-runs status=401");
            assertThat(refused.getMDCPropertyMap()).doesNotContainKey("flow_run");
            line(each -> each.getFormattedMessage().startsWith("POST of no route 404"));
            assertThat(lines.toString()).doesNotContain("secret", TestServer.ADMIN, "wrong-key");
        } finally {
            log.setLevel(before);
            log.detachAppender(appender);
        }
    }
}
