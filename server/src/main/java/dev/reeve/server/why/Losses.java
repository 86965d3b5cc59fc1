package dev.reeve.server.why;

import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.RunView;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;

/** That a run was given to another, once those were lost who had it before. */
public final class Losses {
    private Losses() {}

    /** A sentence to stand behind another; empty if nobody was lost, or only at the end, which is told elsewhere. */
    public static String sentence(RunView run, List<HistoryLine> losses) {
        List<String> parts = new ArrayList<>();
        for (HistoryLine loss : losses) {
            if (loss.state() instanceof State.Crashed crashed && !isTheEnd(run, loss)) {
                String why = crashed.reason().lines().findFirst().orElse("");
                parts.add("in epoch " + loss.epoch() + ", for " + why.replaceFirst("[. ]+$", ""));
            }
        }
        return parts.isEmpty() ? "" : " It was begun anew after it was lost " + String.join("; ", parts) + ".";
    }

    private static boolean isTheEnd(RunView run, HistoryLine loss) {
        return run.state().equals(loss.state()) && run.epoch() == loss.epoch();
    }
}
