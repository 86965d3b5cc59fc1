package dev.reeve.cli.server;

import dev.reeve.api.AgentInfo;
import dev.reeve.api.Agents;
import dev.reeve.api.UnclaimedRuns;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.engine.text.Shown;
import java.time.Duration;
import java.time.Instant;

/** Agents as {@code reeve agent list} prints them, and what waits for one. */
public final class AgentList {
    private AgentList() {}

    /**
     * Asks the server and prints what it answers.
     *
     * @param ended whether also those that are gone since a week or less
     */
    public static void print(Console console, ListFormat format, boolean ended) throws InterruptedException {
        Agents agents = Asking.server(console, server -> server.agents(ended));
        if (format == ListFormat.JSON) {
            console.out().println(Printed.json(agents));
            return;
        }
        Table table = new Table(-1, "NAME", "STATE", "RUNS", "LABELS", "HOST", "LAST HEARD", "RELEASE");
        for (AgentInfo agent : agents.items()) {
            table.row(
                    agent.name(),
                    state(agent, agents.at()),
                    runs(agent),
                    String.join(" ", agent.labels()),
                    agent.host(),
                    Printed.time(agent.lastHeartbeatAt()),
                    agent.version());
        }
        Printed.table(console, table, agents.items().size(), "No agent is connected: reeve agent start");
        for (UnclaimedRuns waiting : agents.waiting()) {
            console.out().println(waits(waiting));
        }
    }

    /** Only of projects that whoever asks sees. */
    private static String runs(AgentInfo agent) {
        int has = agent.holds().size();
        return agent.slots() == 0 ? "" + has : has + " of " + agent.slots();
    }

    /** As the pages have it. */
    static String state(AgentInfo agent, Instant now) {
        Instant heard = agent.lastHeartbeatAt();
        if (agent.endedAt() != null) {
            return heard == null ? "gone" : "lost";
        }
        if (heard == null) {
            return "leaving";
        }
        Instant lost = agent.lostAt();
        if (lost != null && now.isAfter(heard.plus(Duration.between(heard, lost).dividedBy(2)))) {
            return "silent";
        }
        return agent.drainsSince() == null ? "alive" : "draining";
    }

    private static String waits(UnclaimedRuns waiting) {
        String labels = waiting.labels().isEmpty() ? "no labels" : "labels " + String.join(", ", waiting.labels());
        return Shown.clean((waiting.runs() == 1 ? "1 run waits" : waiting.runs() + " runs wait") + " with " + labels
                + ", due since " + Printed.time(waiting.oldestDueAt()) + ". " + waiting.why());
    }
}
