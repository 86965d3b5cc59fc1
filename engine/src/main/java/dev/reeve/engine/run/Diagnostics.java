package dev.reeve.engine.run;

import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * Run and task in the diagnostic context of the log, for the worker's thread: {@code flow}, {@code flow_run},
 * {@code flow_run_name} and {@code task}.
 */
final class Diagnostics {
    private final RunFacts facts;
    private final boolean wanted;

    Diagnostics(RunFacts facts) {
        this.facts = facts;
        this.wanted = !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
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
