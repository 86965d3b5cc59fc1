package dev.reeve.server.metric;

import dev.reeve.server.http.Traffic;
import dev.reeve.server.ledger.LedgerMeters;

/** What happens in a server, counted under the names that Prometheus knows. Thread-safe. */
public final class Counting implements Traffic, LedgerMeters {
    private final Meters meters;

    /** In there. */
    public Counting(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void answered(String route, int status, double seconds) {
        meters.measure(
                "reeve_http_request_seconds",
                "Requests by route and status, long polls among them.",
                Exposition.label("route", route) + "," + Exposition.label("status", Integer.toString(status)),
                seconds);
    }

    @Override
    public void committed(int works, double seconds) {
        meters.measure("reeve_ledger_commit_seconds", "Commits of the ledger.", "", seconds);
        meters.count("reeve_ledger_batches_total", "Batches and submissions that those commits wrote.", "", works);
    }

    @Override
    public void claimed(int runs) {
        meters.count("reeve_claims_total", "Claims that asked the database.", "", 1);
        meters.count("reeve_claimed_runs_total", "Runs that agents got.", "", runs);
    }

    @Override
    public void logged(int lines) {
        meters.count("reeve_log_lines_total", "Lines of logs that were kept.", "", lines);
    }
}
