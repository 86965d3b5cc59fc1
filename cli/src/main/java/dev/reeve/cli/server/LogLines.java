package dev.reeve.cli.server;

import dev.reeve.api.LogLine;
import dev.reeve.api.Logs;
import dev.reeve.cli.terminal.Console;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.text.Shown;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The log of a run, printed as it comes. */
final class LogLines {
    private static final int PAGE = 1_000;
    private static final long POLL_MILLIS = 500;

    private final ReeveClient server;
    private final String runId;
    private final List<String> tasks;
    private final boolean json;
    private final Console console;
    private long next;
    private boolean ended;
    private boolean away;

    /** {@code tasks}: the tasks' names, in the order of definition. */
    LogLines(ReeveClient server, String runId, List<String> tasks, boolean json, Console console) {
        this.server = server;
        this.runId = runId;
        this.tasks = tasks;
        this.json = json;
        this.console = console;
    }

    /** What comes after that place, and nothing before. */
    void from(long place) {
        next = place;
    }

    /** What is new. */
    void print() throws InterruptedException {
        Logs page;
        do {
            page = server.logs(runId, next, PAGE);
            page.lines().forEach(this::print);
            next = page.next();
        } while (page.lines().size() == PAGE);
        ended = page.ended();
        console.out().flush();
    }

    /** All that comes until the run has ended; goes on if the server was away for a while, and says so. */
    void follow() throws InterruptedException {
        while (!ended) {
            printOrWait();
            if (!ended) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** Whether the server answered. */
    private boolean printOrWait() throws InterruptedException {
        try {
            print();
        } catch (UnavailableException e) {
            if (!away) {
                console.err().println("reeve: " + e.getMessage() + " It is asked again until it answers.");
            }
            away = true;
            return false;
        }
        if (away) {
            console.err().println("reeve: " + server.server() + " answers again.");
        }
        away = false;
        return true;
    }

    private void print(LogLine line) {
        if (json) {
            console.out().println(Printed.json(line));
            return;
        }
        String task =
                line.node() < 0 || line.node() >= tasks.size() ? "" : " [" + tasks.get(line.node()) + index(line) + "]";
        console.out()
                .println(Shown.cleanLines(
                        line.at() + " " + String.format("%-5s", line.level()) + task + " " + line.text()));
    }

    private static String index(LogLine line) {
        return line.child() < 0 ? "" : "[" + line.child() + "]";
    }
}
