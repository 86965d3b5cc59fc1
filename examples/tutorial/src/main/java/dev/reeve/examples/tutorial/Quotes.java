package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.reeve.CacheKey;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import java.net.URI;
import java.util.List;

/** What is around a task: caches by key, artifacts, names, captured output, limits, priorities. */
public final class Quotes {
    record Quote(String currency, double rate) {}

    // snippet: cached-by-annotation
    @Task(
            cacheFor = "PT1H",
            cachedBy = {"currency", "parameters.day"})
    static Quote fetch(String currency, int patience) {
        return new Quote(currency, currency.length() + patience / 100.0);
    }
    // snippet end

    // snippet: artifacts
    static double mean(List<Quote> quotes) {
        double mean = quotes.stream().mapToDouble(Quote::rate).average().orElse(0);
        TaskRun run = TaskRun.current();
        run.artifact(Artifact.markdown("summary", "# " + quotes.size() + " quotes\n\nTheir mean is **" + mean + "**."));
        run.artifact(Artifact.table(
                "quotes",
                List.of("currency", "rate"),
                quotes.stream().map(q -> List.of(q.currency(), q.rate())).toList()));
        run.artifact(Artifact.link("source", URI.create("https://example.org/quotes")));
        return mean;
    }
    // snippet end

    static void print(double mean) {
        System.out.println("mean " + mean);
    }

    /** The flow. */
    public static Flow flow() {
        return Flow.define("quotes", f -> {
            // snippet: run-names
            f.runNamed("quotes-{day}-{today}");
            Parameter<String> day = f.parameter("day", "monday");
            // snippet end
            Parameter<Integer> patience = f.parameter("patience", 10);
            // snippet: around
            Output<List<Quote>> quotes = f.map(Quotes::fetch, each(List.of("EUR", "CHF")), patience)
                    .runNamed("{currency}-{map_index}")
                    .tags("quote-api")
                    .rateLimit(10, ofSeconds(1))
                    .priority(5);
            // snippet end
            Output<Double> mean = f.task(Quotes::mean, quotes);
            // snippet: captured
            f.action(Quotes::print, mean).captureOutput();
            // snippet end
            // snippet: cached-by
            f.task(Quotes::fetch, day, patience)
                    .named("byCurrency")
                    .cacheFor(ofHours(1))
                    .cachedBy(CacheKey.inputs("currency"), CacheKey.parameters("day"));
            f.task(Quotes::fetch, day, patience)
                    .named("byLetter")
                    .cacheFor(ofHours(1))
                    .cachedBy(CacheKey.of(
                            call -> String.valueOf(call.input("currency")).charAt(0)));
            f.task(Quotes::fetch, day, patience)
                    .named("byAge")
                    .cacheFor(ofHours(12))
                    .cachedBy(CacheKey.usableIf(found -> found.value() instanceof Quote quote && quote.rate() > 0));
            // snippet end
        });
    }

    /** Runs it. */
    public static void main(String[] args) {
        // snippet: limits
        FlowRun run =
                flow().run(RunOptions.DEFAULT.limitTag("quote-api", 3).rateLimit("quote-api", 100, ofSeconds(60)));
        // snippet end
        // snippet: read-artifacts
        for (TaskArtifact kept : run.artifacts()) {
            System.out.println(kept.taskLabel() + " kept " + kept.artifact().name());
        }
        // snippet end
    }

    private Quotes() {}
}
