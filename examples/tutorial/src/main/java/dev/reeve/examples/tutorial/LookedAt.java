package dev.reeve.examples.tutorial;

import dev.reeve.api.LogHits;
import dev.reeve.client.LogLines;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunPages;
import dev.reeve.client.TaskRunsQuery;
import java.net.URI;
import java.util.List;

/** What pages show, asked for by a program. */
public final class LookedAt {
    private LookedAt() {}

    static void look(String key, String run, String flow) throws InterruptedException {
        try (ReeveClient reeve = ReeveClient.at(URI.create("http://127.0.0.1:8700"), key)) {
            RunPages pages = reeve.runPages();
            show(pages.graph(run, List.of(3))); // node 3 with its children
            show(pages.criticalPath(run)); // what decided how long it took
            LogHits hits = pages.search(run, LogLines.with("timeout"), 1, 100);
            show(pages.logs(run, LogLines.ALL, hits.hits().getFirst() - 10, 21));
            show(pages.taskRuns(TaskRunsQuery.in("Failed,TimedOut,Crashed")));
            show(reeve.flowPages().facts(flow, 100)); // durations, failures by their first line
            show(reeve.agents(false)); // waiting() says why nothing picks this up
        }
    }

    private static void show(Object what) {
        System.out.println(what);
    }
}
