package dev.reeve.engine.run;

import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * Run and task in the diagnostic context of the log, for the worker's thread: {@code flow}, {@code flow_run},
 * {@code flow_run_name} and {@code task}. Leaves SLF4J asleep where nothing logs through it: waking it up takes longer
 * than a small flow does.
 */
final class Diagnostics {
    private final RunFacts facts;
    private final boolean wanted;

    Diagnostics(RunFacts facts) {
        this.facts = facts;
        this.wanted = hasProvider() && !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
    }

    /** Whether SLF4J would find something to log with. In a named module it looks where only it can. */
    private static boolean hasProvider() {
        ClassLoader loader = MDC.class.getClassLoader();
        return MDC.class.getModule().isNamed()
                || loader == null
                || System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null
                || loader.getResource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null;
    }

    /** A worker begins to serve the run. */
    void enter() {
        if (wanted) {
            MDC.put("flow", facts.flow());
            MDC.put("flow_run", facts.runId());
            MDC.put("flow_run_name", facts.runName());
        }
    }

    /** The worker begins with that task run. */
    void begin(TaskContext context) {
        if (wanted) {
            MDC.put("task", context.label());
        }
    }

    /** The worker is done with the run. */
    void leave() {
        if (wanted) {
            MDC.remove("flow");
            MDC.remove("flow_run");
            MDC.remove("flow_run_name");
            MDC.remove("task");
        }
    }
}
