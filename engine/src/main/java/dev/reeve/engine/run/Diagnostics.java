package dev.reeve.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * Run and task in the diagnostic context of the log, for the worker's thread: {@code flow}, {@code flow_run},
 * {@code flow_run_name}, {@code task}, and {@code task_run} where that has a name. Leaves SLF4J asleep where nothing logs through it: waking it up takes longer
 * than a small flow does.
 */
final class Diagnostics {
    private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private final RunFacts facts;
    private final boolean wanted;

    Diagnostics(RunFacts facts) {
        this.facts = facts;
        this.wanted = Provider.THERE && !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
    }

    /** Looked for once: what is on the class path stays, and a look at it takes longer than a small run does. */
    private static final class Provider {
        private static final boolean THERE = hasProvider();
    }

    /**
     * Whether SLF4J would find something to log with. In a named module it looks where only it can. The module is asked
     * and not the class loader, which would look through the JDK's own modules first; no provider is there.
     */
    private static boolean hasProvider() {
        Module module = MDC.class.getModule();
        if (module.isNamed() || System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null) {
            return true;
        }
        try (InputStream provider = module.getResourceAsStream(PROVIDERS)) {
            return provider != null;
        } catch (IOException unreadable) {
            return true; // SLF4J will say so
        }
    }

    /** A worker begins to serve the run; returns what the thread had before, to be given back. */
    @Nullable
    Map<String, String> enter() {
        Map<String, String> before = null;
        if (wanted) {
            before = MDC.getCopyOfContextMap();
            MDC.put("flow", facts.flow());
            MDC.put("flow_run", facts.runId());
            MDC.put("flow_run_name", facts.runName());
        }
        return before;
    }

    /** The worker begins with that task run. */
    void begin(TaskContext context) {
        if (wanted) {
            MDC.put("task", context.label());
            MDC.remove("task_run");
        }
    }

    /** The task run that the worker is at has a name. */
    void named(String runName) {
        if (wanted && !runName.isEmpty()) {
            MDC.put("task_run", runName);
        }
    }

    /** The worker is done with the run: the thread has again what it had, as that of the run it is in a task of. */
    void leave(@Nullable Map<String, String> before) {
        if (wanted) {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }
}
