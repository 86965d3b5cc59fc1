package dev.reeve.server.ui;

import dev.reeve.api.EpochOpening;
import dev.reeve.api.Event;
import dev.reeve.api.InnerRun;
import dev.reeve.api.LogLevel;
import dev.reeve.api.RegisteredEdge;
import dev.reeve.api.RegisteredGraph;
import dev.reeve.api.RegisteredNode;
import dev.reeve.api.StateJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs that are made, and go on, when a test asks: a log of all kinds of texts, a flow within a flow. */
final class LiveSeeds {
    private static final String PROJECT = "Demo";
    private static final List<String> WITHIN = List.of("shrink", "render", "upload");

    private final Seeds seeds;
    private @Nullable SeededRun run;
    private int children;
    private int step;
    private int runs;
    private boolean logged;

    LiveSeeds(Seeds seeds) {
        this.seeds = seeds;
    }

    /** One thing more, by its name. */
    void more(String what) throws InterruptedException {
        SeededRun going = run;
        switch (what) {
            case "loud" -> loud();
            case "unfold" -> unfold();
            default -> {
                if (going == null) {
                    throw new IllegalStateException("nothing is unfolded yet");
                }
                switch (what) {
                    case "unfold child" -> going.success(1, children++, Duration.ofMillis(200));
                    case "unfold flow" -> flow(going);
                    case "unfold step" -> step(going);
                    default -> throw new IllegalArgumentException(what);
                }
            }
        }
    }

    /** Of two attempts, with lines that want to be something else, and others that do not end. */
    private void loud() throws InterruptedException {
        if (logged) {
            return;
        }
        logged = true;
        seeds.register(PROJECT, "loud", "shop");
        SeededRun loud = seeds.run(PROJECT, "loud", "loud-1", Map.of());
        Instant begin = Instant.now().minusSeconds(60);
        loud.begin(begin);
        for (String text : List.of(
                Seeds.HOSTILE,
                "\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007 \u0007 bell \r carriage",
                "tab\there, quotes \"' and \\ and \\n as text, NUL as \ufffd",
                "first row\nthe second row of a trace\r\n\tthe third\n",
                "\ud835\udd18\ud835\udd2b\ud835\udd26\ud835\udd20\ud835\udd2c\ud835\udd21\ud835\udd22 \u00e9 e\u0301 \u200b\ufeff \u0634\u0628\u0643\u0629"
                        + " \u6f22\u5b57 \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "",
                " leading and trailing ",
                "words without end ".repeat(40),
                "x".repeat(300_000))) {
            loud.log(0, LogLevel.INFO, text);
        }
        loud.log(0, LogLevel.WARN, "first warning");
        loud.fails(0, "java.io.IOException: the shop is closed\n\tat com.example.Shop.open(Shop.java:12)");
        loud.log(0, LogLevel.INFO, "second try");
        loud.log(0, LogLevel.WARN, "second warning");
        loud.lines(0, 300);
        loud.end("Failed", "shop failed");
    }

    private void unfold() throws InterruptedException {
        RegisteredGraph inside = inside();
        children = 0;
        step = 0;
        runs++;
        seeds.registerNodes(
                PROJECT,
                "unfolding",
                List.of(
                        Seeds.node("prepare", "TASK", 0, null),
                        Seeds.node("pages", "MAP", 1, null),
                        Seeds.node("publish", "SUBFLOW", 2, inside)),
                List.of(new RegisteredEdge(0, 1, "EACH"), new RegisteredEdge(0, 2, "DATA")));
        SeededRun going = seeds.run(PROJECT, "unfolding", "unfolding-" + runs, Map.of());
        going.begin(Instant.now().minusSeconds(20));
        going.success(0, -1, Duration.ofSeconds(1));
        going.map(1, 6);
        run = going;
    }

    private static RegisteredGraph inside() {
        List<RegisteredNode> nodes = WITHIN.stream()
                .map(name -> Seeds.node(name, "TASK", WITHIN.indexOf(name), null))
                .toList();
        return new RegisteredGraph(nodes, List.of(new RegisteredEdge(0, 1, "DATA"), new RegisteredEdge(1, 2, "DATA")));
    }

    /** The task that is a flow begins: its run is told of, and its first task runs. */
    private void flow(SeededRun going) throws InterruptedException {
        String within = going.id() + ".publish.1";
        Instant now = Instant.now();
        going.running(2, -1);
        going.tell(
                Event.began(2, -1, now, within),
                Event.opened(
                        now,
                        new EpochOpening(1, "b3BlbmVk", "c3RydWN0dXJl", ""),
                        within,
                        new InnerRun(null, 2, -1, 1, "unfolding-" + runs + "/publish", "publishing", inside())),
                Event.state(-1, -1, now, "Pending", tries("Running")).within(within));
        begins(going, within, 0);
    }

    /** What runs within ends well, and the next one begins. */
    private void step(SeededRun going) throws InterruptedException {
        String within = going.id() + ".publish.1";
        going.tell(Event.state(step, -1, Instant.now(), "Running", StateJson.of("Success", null))
                .within(within));
        step++;
        if (step < WITHIN.size()) {
            begins(going, within, step);
        }
    }

    private static void begins(SeededRun going, String within, int node) throws InterruptedException {
        Instant now = Instant.now();
        going.tell(
                Event.state(node, -1, now, "Pending", tries("Queued")).within(within),
                Event.state(node, -1, now, "Queued", tries("Running")).within(within));
    }

    private static StateJson tries(String name) {
        return new StateJson(name, null, 1, 0, null, null, null, null, null, null);
    }
}
