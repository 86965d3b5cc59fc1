package dev.reeve.server.agent;

import dev.reeve.api.AgentInfo;
import dev.reeve.api.Agents;
import dev.reeve.api.HeldRun;
import dev.reeve.api.UnclaimedRuns;
import dev.reeve.api.WaitingRun;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.AgentLine;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.project.Projects;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Agents for people: who is there, what they have, and why nobody picks up what waits. */
public final class AgentListRoutes {
    private final Ledger ledger;
    private final Projects projects;
    private final Duration lease;

    /** Over that ledger, whose leases last that long. */
    public AgentListRoutes(Ledger ledger, Projects projects, Duration lease) {
        this.ledger = ledger;
        this.projects = projects;
        this.lease = lease;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/agents", this::list, "ended"));
    }

    private Answer list(Request request) {
        Map<Integer, String> seen =
                projects.of(request.user()).stream().collect(Collectors.toMap(Project::id, Project::name));
        List<AgentLine> agents = ledger.agentReader().agents(request.flag("ended"));
        List<AgentLine> connected =
                agents.stream().filter(agent -> agent.endedAt() == null).toList();
        return Answer.ok(new Agents(
                ledger.agentReader().now(),
                agents.stream().map(agent -> info(agent, seen)).toList(),
                ledger.agentReader().waiting(List.copyOf(seen.keySet())).stream()
                        .map(waiting -> waiting(waiting, connected, seen))
                        .toList()));
    }

    private AgentInfo info(AgentLine agent, Map<Integer, String> seen) {
        return new AgentInfo(
                Long.toString(agent.session()),
                agent.agent(),
                agent.about().host(),
                agent.labels(),
                agent.about().slots(),
                agent.about().version(),
                agent.connectedAt(),
                agent.lastsUntil() == null ? null : agent.lastsUntil().minus(lease),
                agent.lastsUntil(),
                agent.drainsSince(),
                agent.endedAt(),
                agent.holds().stream()
                        .filter(held -> seen.containsKey(held.project()))
                        .map(held -> new HeldRun(
                                held.run().toString(),
                                held.name(),
                                held.flow(),
                                seen.getOrDefault(held.project(), ""),
                                held.state()))
                        .toList());
    }

    static UnclaimedRuns waiting(AgentLine.Waiting waiting, List<AgentLine> connected, Map<Integer, String> seen) {
        List<AgentLine> able = connected.stream()
                .filter(agent -> agent.labels().containsAll(waiting.labels()))
                .toList();
        List<String> missing = !able.isEmpty()
                ? List.of()
                : connected.stream()
                        .map(agent -> waiting.labels().stream()
                                .filter(label -> !agent.labels().contains(label))
                                .toList())
                        .min(Comparator.comparingInt(List::size))
                        .orElse(waiting.labels());
        List<AgentLine> takers =
                able.stream().filter(agent -> agent.drainsSince() == null).toList();
        return new UnclaimedRuns(
                waiting.labels(),
                waiting.runs(),
                waiting.oldestDue(),
                takers.size(),
                missing,
                connected.isEmpty() || takers.isEmpty() ? nobody(waiting, connected, able) : why(waiting, able, takers),
                waiting.first().stream()
                        .map(run -> new WaitingRun(
                                run.run().toString(),
                                run.name(),
                                run.flow(),
                                seen.getOrDefault(run.project(), ""),
                                run.dueAt()))
                        .toList());
    }

    private static String nobody(AgentLine.Waiting waiting, List<AgentLine> connected, List<AgentLine> able) {
        if (!connected.isEmpty() && able.isEmpty()) {
            return "No agent that is connected has all of these labels: " + String.join(", ", waiting.labels()) + ".";
        }
        String draining = able.size() == 1
                ? "Agent " + able.getFirst().agent() + ", the only one with these labels, is draining."
                : "All " + able.size() + " agents with these labels are draining.";
        return (connected.isEmpty() ? "No agent is connected." : draining) + " Start one: reeve agent start"
                + waiting.labels().stream().map(label -> " -l " + label).collect(Collectors.joining()) + ".";
    }

    private static String why(AgentLine.Waiting waiting, List<AgentLine> able, List<AgentLine> takers) {
        if (waiting.full() != null) {
            return "The limit of label \"" + waiting.full() + "\" is full: they begin as others with it end.";
        }
        boolean room = takers.stream()
                .anyMatch(agent -> agent.about().slots() > agent.holds().size());
        boolean some = takers.size() < able.size(); // the others are draining
        if (takers.size() == 1) {
            String name = "Agent " + takers.getFirst().agent();
            return room
                    ? name + " has room and may take them: look again in a moment."
                    : name + ", the only one with these labels" + (some ? " that is not draining" : "") + ", is busy.";
        }
        return room
                ? takers.size() + " agents have these labels, and one has room: look again in a moment."
                : "All " + takers.size() + " agents with these labels" + (some ? " that are not draining" : "")
                        + " are busy.";
    }
}
