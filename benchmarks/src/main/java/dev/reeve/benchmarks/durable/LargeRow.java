package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Bar;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What pages ask for over HTTP, of a server that has very many runs and a run with very many lines. */
record LargeRow(Installed installed, Amount amount) implements DurableRow {
    private static final double LIST_BAR = 100;
    private static final double COUNTS_BAR = 250;
    private static final double SEARCH_BAR = 1_000;
    private static final int ROUNDS = 7;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "large";
    }

    private record Page(String path, double bar) {}

    @Override
    public List<Finding> measure() throws Exception {
        Installation installation = installed.get();
        try (HttpClient http = HttpClient.newHttpClient()) {
            UUID newest = LargeLedger.fill(installation.connection(), amount.largeRuns(), amount.largeLines());
            awaitCounted(installation);
            UUID deep = LargeLedger.run(installation.connection(), amount.largeRuns() * 9 / 10);
            List<Finding> findings = new ArrayList<>();
            for (Map.Entry<String, Page> page : pages(newest, deep).entrySet()) {
                findings.add(page(installation, http, page.getKey(), page.getValue()));
            }
            return findings;
        }
    }

    private static Map<String, Page> pages(UUID newest, UUID deep) {
        Map<String, Page> pages = new LinkedHashMap<>();
        String runs = "/flow-runs?project=" + Installation.PROJECT;
        pages.put("list_first", new Page(runs, LIST_BAR));
        pages.put("list_counted", new Page(runs + "&count=true", LIST_BAR));
        pages.put("list_by_state", new Page(runs + "&state=Failed", LIST_BAR));
        pages.put("list_by_flow", new Page(runs + "&flow=flow-7", LIST_BAR));
        pages.put("list_by_label", new Page(runs + "&label=rare", LIST_BAR));
        pages.put("list_by_name", new Page(runs + "&name=otter-77", LIST_BAR));
        pages.put("list_deep", new Page(runs + "&cursor=" + deep, LIST_BAR));
        pages.put("list_state_never", new Page(runs + "&state=Crashed", LIST_BAR));
        pages.put("histogram", new Page("/flow-runs/histogram?project=" + Installation.PROJECT, COUNTS_BAR));
        pages.put("dashboard_day", new Page("/ui/dashboard?window=24h&project=" + Installation.PROJECT, COUNTS_BAR));
        pages.put("dashboard_month", new Page("/ui/dashboard?window=30d&project=" + Installation.PROJECT, COUNTS_BAR));
        String log = "/flow-runs/" + newest + "/logs";
        pages.put("log_page", new Page(log + "?fromLine=400&limit=500", LIST_BAR));
        pages.put("search_rare", new Page(log + "/search?q=page%20444444%20of", SEARCH_BAR));
        pages.put("search_often", new Page(log + "/search?q=lisbon", SEARCH_BAR));
        return pages;
    }

    /** Counts of hours that rest are made ahead, by and by. */
    private static void awaitCounted(Installation installation) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (installation.number("select count(*) from run_hour_open where hour < now() - interval '2 hours'") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server did not count the runs of all hours");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Finding page(Installation installation, HttpClient http, String name, Page page)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i <= ROUNDS; i++) {
            long begun = System.nanoTime();
            if (ask(installation, http, page.path()) == 0) {
                throw new IllegalStateException(page.path() + " answered with nothing");
            }
            if (i > 0) { // the first one finds nothing compiled or read
                millis.add((System.nanoTime() - begun) / 1e6);
            }
        }
        Sample sample = new Sample(millis);
        return new Finding(
                name,
                Words.spread(sample, 1, 1) + " ms",
                "%,d %s"
                        .formatted(
                                name.contains("search") ? amount.largeLines() : amount.largeRuns(),
                                name.contains("search") ? "lines" : "runs"),
                "",
                List.of(Bar.atMost(page.bar(), sample.median(), "ms")),
                new Figures().add("milliseconds", sample).map());
    }

    /** What it found, of one page. A search looks for a while only and says from where to go on: that is done to the end. */
    private static int ask(Installation installation, HttpClient http, String path)
            throws IOException, InterruptedException {
        JsonNode answer = JsonMapper.shared().readTree(text(installation, http, path));
        int size = answer.size();
        for (JsonNode next = answer.get("nextLine"); path.contains("/search?") && next != null && !next.isNull(); ) {
            JsonNode more =
                    JsonMapper.shared().readTree(text(installation, http, path + "&fromLine=" + next.longValue()));
            next = more.get("nextLine");
        }
        return size;
    }

    private static String text(Installation installation, HttpClient http, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(installation.address() + "/api/v1" + path))
                .header("Authorization", "Bearer " + Installation.key())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
