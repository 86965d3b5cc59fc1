package dev.reeve.benchmarks.durable;

import dev.reeve.api.NewFlowRun;
import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long one caller waits: for a run of one task, then for a chain, each from the request until the server knows the end. */
record WaitRow(Installed installed, Yardstick yardstick, Amount amount) implements DurableRow {
    private static final double CHAIN_MILLIS = 100;
    private static final double BESIDE_COMMITS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public List<Finding> measure() throws Exception {
        Installation installation = installed.get();
        JourneyRow.warm(installation, amount.runs());
        Sample ignored = waits(installation, "single", amount.rounds());
        Yardstick.Beside<Sample> single = yardstick.beside(1, () -> waits(installation, "single", amount.rounds()));
        String chain = "chain-" + amount.chain();
        Sample warm = waits(installation, chain, amount.rounds() / 4 + 1);
        Sample whole = waits(installation, chain, amount.rounds() / 4 + 1);
        return List.of(single(single.measured(), single.commits()), chain(whole, warm));
    }

    private static Sample waits(Installation installation, String flow, int rounds) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long begun = System.nanoTime();
            String run = installation
                    .admin()
                    .createFlowRun(NewFlowRun.of(flow, Map.of()))
                    .id();
            if (installation.admin().awaitEnd(run, LONGEST).endedAt() == null) {
                throw new IllegalStateException("run " + run + " of " + flow + " did not end within " + LONGEST);
            }
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return new Sample(millis);
    }

    private Finding single(Sample waits, Sample commits) {
        double commit = 1e3 / commits.median();
        double bar = 2 * commit + BESIDE_COMMITS;
        return new Finding(
                "submit_to_finished",
                "%s ms, p99 %s".formatted(Words.brief(waits.median()), Words.brief(waits.quantile(0.99))),
                yardstick.name() + " " + Words.brief(commit) + " ms a commit of 1 client",
                Words.fixed(waits.median() / commit, 1),
                List.of(new Bar("<= " + Words.brief(bar) + " ms: 2 commits + 5", waits.median() <= bar)),
                new Figures()
                        .add("milliseconds", waits)
                        .add("milliseconds_p99", waits.quantile(0.99))
                        .add("commit_milliseconds", commit)
                        .map());
    }

    private Finding chain(Sample waits, Sample first) {
        return new Finding(
                "chain_" + amount.chain(),
                "%s ms, p99 %s".formatted(Words.brief(waits.median()), Words.brief(waits.quantile(0.99))),
                "before that " + Words.brief(first.median()) + " ms",
                "",
                List.of(Bar.atMost(CHAIN_MILLIS, waits.median(), "ms")),
                new Figures()
                        .add("milliseconds", waits)
                        .add("milliseconds_p99", waits.quantile(0.99))
                        .map());
    }
}
