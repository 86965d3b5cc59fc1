package dev.reeve.server.metric;

import dev.reeve.server.http.Answer;
import dev.reeve.server.http.PlainText;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Gauges;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What the server counts, and how things stand in the database, when Prometheus asks. */
public final class MetricRoutes {
    private final Jdbi database;
    private final Meters meters;

    /** Over that database. */
    public MetricRoutes(Jdbi database, Meters meters) {
        this.database = database;
        this.meters = meters;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::metrics));
    }

    private Answer metrics(Request request) {
        if (request.user().project() != null) {
            throw ProblemException.of(403, "Metrics are of all projects, and this key is for one.");
        }
        Exposition out = new Exposition();
        stand(out, database.withHandle(Gauges::read));
        meters.write(out);
        machine(out);
        return Answer.ok(new PlainText(Exposition.TYPE, out.text()));
    }

    private static void stand(Exposition out, Gauges now) {
        out.gauge("reeve_queue_runs", "Runs that wait for an agent and are due.", (double) now.queued());
        out.gauge("reeve_queue_oldest_seconds", "How long the first of them has waited.", now.oldestSeconds());
        out.gauge("reeve_agents", "Agents that are connected.", (double) now.agents());
        out.gauge("reeve_agents_draining", "Those of them that take no more runs, for they are to end.", (double)
                now.draining());
        out.family(
                "reeve_runs", "gauge", "Runs in the hands of agents, and runs of the last day that ended, by state.");
        now.states()
                .forEach((state, count) -> out.sample("reeve_runs", Exposition.label("state", state), (double) count));
    }

    private static void machine(Exposition out) {
        Runtime jvm = Runtime.getRuntime();
        out.gauge("jvm_memory_used_bytes", "Of the heap.", (double) (jvm.totalMemory() - jvm.freeMemory()));
        out.gauge("jvm_memory_max_bytes", "Of the heap.", (double) jvm.maxMemory());
        out.gauge(
                "jvm_threads",
                "Platform threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        out.gauge(
                "process_uptime_seconds",
                "Since the start.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        out.family("jvm_gc_seconds_total", "counter", "Spent collecting garbage.");
        for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.sample(
                    "jvm_gc_seconds_total",
                    Exposition.label("collector", each.getName()),
                    each.getCollectionTime() / 1000.0);
        }
    }
}
