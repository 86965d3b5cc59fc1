package dev.reeve.server.why;

import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.Waiting;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run waits for that no agent has taken yet. */
public final class Waits {
    private static final int MOST_AGENTS = 3;
    private static final String HOST = "host:";

    private Waits() {}

    /**
     * Without what it is about, such as {@code waits for an agent: none is connected; …}; null if the run waits for
     * nothing of that kind.
     */
    public static @Nullable String predicate(RunView run, List<AgentSession> agents, Waiting waiting, Instant now) {
        if (run.due() == null || !(run.state() instanceof State.Unstarted)) {
            return null;
        }
        if (run.due().isAfter(now)) {
            return "waits for its time, " + run.due() + ".";
        }
        if (agents.isEmpty()) {
            return "waits for an agent: none is connected; start one with " + start(run.labels()) + ".";
        }
        List<AgentSession> fit = agents.stream()
                .filter(agent -> agent.labels().containsAll(run.labels()))
                .toList();
        if (fit.isEmpty()) {
            return lacking(run.labels(), agents);
        }
        List<String> draining = fit.stream()
                .filter(AgentSession::draining)
                .map(AgentSession::agent)
                .toList();
        if (draining.size() == fit.size()) {
            return "waits for an agent: " + draining(draining) + ", and no other has its labels; start one with "
                    + start(run.labels()) + ".";
        }
        return waiting.full() == null ? busy(fit, draining, waiting) : limited(waiting.full(), run.due());
    }

    private static String draining(List<String> agents) {
        return Sentences.named(agents) + (agents.size() == 1 ? " is draining" : " are draining");
    }

    /** What to type for an agent with those labels. */
    private static String start(List<String> labels) {
        StringBuilder command = new StringBuilder("reeve agent start");
        String where = "";
        for (String label : labels) {
            if (label.startsWith(HOST)) { // which an agent has by itself
                where = " on computer " + label.substring(HOST.length());
            } else {
                command.append(" -l ").append(label);
            }
        }
        return command + where;
    }

    private static String lacking(List<String> labels, List<AgentSession> agents) {
        List<String> lacks = new ArrayList<>();
        for (AgentSession agent : agents.subList(0, Math.min(MOST_AGENTS, agents.size()))) {
            List<String> missing = labels.stream()
                    .filter(label -> !agent.labels().contains(label))
                    .toList();
            lacks.add("agent " + agent.agent() + " lacks " + String.join(", ", missing));
        }
        int more = agents.size() - lacks.size();
        return "waits for an agent with " + (labels.size() == 1 ? "the label " : "the labels ")
                + String.join(", ", labels) + ": " + String.join("; ", lacks)
                + (more > 0 ? "; " + Sentences.count(more, "other lacks", "others lack") + " some, too" : "")
                + "; start one with " + start(labels) + ".";
    }

    private static String limited(Waiting.FullLabel full, Instant since) {
        return "waits for the limit of label \"" + full.label() + "\", " + atOnce(full.most(), "run", "runs")
                + held(full.holders()) + " since " + since + ".";
    }

    /** What a limit lets go on. */
    static String atOnce(int most, String one, String more) {
        return most == 0 ? "which lets none begin," : Sentences.count(most, one, more) + " at once,";
    }

    /** By whom, if anybody is. */
    static String held(List<String> runs) {
        return runs.isEmpty() ? "" : " held by " + (runs.size() == 1 ? "run " : "runs ") + Sentences.named(runs) + ",";
    }

    private static String busy(List<AgentSession> fit, List<String> draining, Waiting waiting) {
        List<String> busy = fit.stream()
                .filter(agent -> !agent.draining())
                .map(agent -> agent.agent() + " ("
                        + Sentences.count(waiting.held().getOrDefault(agent.id(), 0L), "run", "runs") + ")")
                .toList();
        String ahead = waiting.ahead() >= Waiting.MOST ? Waiting.MOST + " or more" : String.valueOf(waiting.ahead());
        return "waits for a free slot of an agent that has its labels: " + Sentences.named(busy)
                + (draining.isEmpty() ? "" : "; " + draining(draining))
                + (waiting.ahead() == 0
                        ? "; it is the next."
                        : "; before it " + (waiting.ahead() == 1 ? "waits 1 run." : "wait " + ahead + " runs."));
    }
}
