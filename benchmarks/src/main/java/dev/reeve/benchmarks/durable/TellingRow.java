package dev.reeve.benchmarks.durable;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.Refusal;
import dev.reeve.api.RunLine;
import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What runners tell: states of one run with very many task runs, and lines of one run's log, over HTTP. */
record TellingRow(Installed installed, Amount amount) implements DurableRow {
    private static final int LINES = 1_000;
    /** How often a run tells its states, the first times to warm up. */
    private static final int ROUNDS = 9;

    private static final int WARM_UP = 4;
    private static final double LINES_BAR = 10_000;
    private static final double EVENTS_BAR = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "telling";
    }

    @Override
    public List<Finding> measure() throws Exception {
        Installation installation = installed.get();
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            double speed = events(installation);
            if (i >= WARM_UP) {
                rounds.add(speed);
            }
        }
        long before = installation.serverCpu();
        Logged logged = lines(installation);
        double lines = logged.lines() / logged.seconds();
        double cpu = (installation.serverCpu() - before) / 1e3 / logged.lines();
        return List.of(
                finding(
                        "state_events",
                        new Sample(rounds).median(),
                        "events/s",
                        "a run of " + amount.children() + " children",
                        EVENTS_BAR,
                        0),
                finding("log_lines", lines, "lines/s", "batches of " + LINES + ", one run", LINES_BAR, cpu));
    }

    private double events(Installation installation) throws Exception {
        long begun = System.nanoTime();
        String run = installation
                .admin()
                .createFlowRun(NewFlowRun.of("wide", Map.of("width", amount.children())))
                .id();
        installation.awaitQuiet(LONGEST);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double told = installation.number("select count(*) from state_history where run_id = '" + run + "'");
        if (told < 3.0 * amount.children()) {
            throw new IllegalStateException("only " + told + " states of run " + run + " were told");
        }
        return told / seconds;
    }

    private record Logged(double lines, double seconds) {}

    /** As a runner would that has nothing else to do: a session of our own, and a run that only it may take. */
    private Logged lines(Installation installation) throws Exception {
        NewFlowRun wanted = new NewFlowRun(
                "single", Installation.PROJECT, null, Map.of(), List.of("by-hand"), null, null, null, null);
        String run = installation.admin().createFlowRun(wanted).id();
        try (ReeveClient client = ReeveClient.at(installation.address(), installation.agentKey())) {
            AgentClient agent = client.agent();
            AgentSession session = agent.begin(new NewAgentSession("hand", "here", List.of("by-hand"), 1, "benchmark"));
            ClaimedRun claimed = agent.claim(session.sessionId(), new ClaimRequest(1, 10_000))
                    .runs()
                    .getFirst();
            try (RunnerClient runner = RunnerClient.at(installation.address(), run, String.valueOf(claimed.runKey()))) {
                send(runner, 0, amount.warmUp());
                long begun = System.nanoTime();
                long sent = send(runner, 1L << 30, amount.load());
                return new Logged(sent, (System.nanoTime() - begun) / 1e9);
            } finally {
                agent.refuse(session.sessionId(), new Refusal(run, claimed.epoch(), "it only had a log", false));
                agent.end(session.sessionId());
            }
        }
    }

    private static long send(RunnerClient runner, long first, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long sent = 0;
        do {
            List<RunLine> lines = new ArrayList<>();
            for (int i = 0; i < LINES; i++) {
                lines.add(new RunLine(
                        Instant.now(),
                        LogLevel.INFO,
                        0,
                        -1,
                        "shop.orders.Loader",
                        "Loaded page " + (sent + i) + " of orders of the shop in Lisbon, 250 rows, in 31 ms"));
            }
            var ignored = runner.logs(new LogBatch(1, first + sent, lines));
            sent += LINES;
        } while (System.nanoTime() < end);
        return sent;
    }

    private static Finding finding(String name, double speed, String unit, String beside, double bar, double cpu) {
        Figures figures = new Figures().add(name + "_per_second", speed);
        if (cpu > 0) {
            figures.add("server_cpu_micros", cpu);
        }
        return new Finding(
                name,
                Words.brief(speed) + " " + unit,
                beside,
                "",
                List.of(Bar.atLeast(bar, speed, unit)),
                figures.map());
    }
}
