package dev.reeve.server.stream;

import dev.reeve.server.database.Database;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Gate;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.project.Projects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /stream}: changes as they happen, server-sent. Any number of servers on one database see each other's.
 * Thread-safe. Closed before the HTTP server is, which waits for what it answers.
 */
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final int MOST_TOPICS = 20;
    private static final String KINDS = "runs:PROJECT, run:ID, logs:ID or agents";

    private final Ledger ledger;
    private final Projects projects;
    private final StreamOptions options;
    private final Reading reading;
    private final Notices notices;
    private final Pump pump;
    private final Visits visits;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("reeve-stream-keeper").daemon().unstarted(task));

    private Streams(Database database, Ledger ledger, Projects projects, Gate gate, StreamOptions options) {
        this.ledger = ledger;
        this.projects = projects;
        this.options = options;
        reading = new Reading(ledger);
        notices = new Notices(database);
        pump = new Pump(ledger, reading, notices);
        visits = new Visits(gate, options.mostOfOne(), options.most());
    }

    /** Begins to look for changes. */
    public static Streams open(Database database, Ledger ledger, Projects projects, Gate gate, StreamOptions options) {
        Streams streams = new Streams(database, ledger, projects, gate, options);
        streams.start();
        return streams;
    }

    private void start() {
        pump.start();
        ledger.whenCommitted(pump::committed);
        notices.start(new Notices.Heard() {
            @Override
            public void committed() {
                pump.wake();
            }

            @Override
            public void queued() {
                ledger.queuedElsewhere();
            }

            @Override
            public void accessChanged() {
                soon(visits::check);
            }

            @Override
            public void agentsChanged() {
                pump.agentsChanged();
            }

            @Override
            public void placesGiven() {
                ledger.turns().given();
            }

            @Override
            public void placesFreed() {
                ledger.turns().freed();
            }
        });
        every(Duration.ofSeconds(10), visits::check); // keys expire without a word
        every(Duration.ofSeconds(30), () -> ledger.changes().forget(options.keep()));
    }

    private void soon(Runnable task) {
        if (!housekeeping.isShutdown()) {
            housekeeping.execute(surviving(task));
        }
    }

    private void every(Duration time, Runnable task) {
        var ignored = housekeeping.scheduleWithFixedDelay(
                surviving(task), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.debug("Housekeeping of streams failed and is tried again", e);
            }
        };
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/stream", this::stream, "topics"));
    }

    /** How many streams there are just now. */
    public int count() {
        return visits.count();
    }

    private Answer stream(Request request) {
        Set<String> texts = texts(request);
        List<Topic> topics = new ArrayList<>();
        List<Watching.Wanted> wanted = new ArrayList<>();
        for (String text : texts) {
            topics.add(topic(request.user(), text));
        }
        Map<Topic, Long> known = request.header("Last-Event-ID")
                .map(LastEvent::parse)
                .orElse(LastEvent.NONE)
                .of(topics);
        for (Topic topic : topics) {
            wanted.add(new Watching.Wanted(topic, base(topic), known.get(topic)));
        }
        Visits.Visit visit = visits.enter(request.user(), request.credentials());
        return Answer.stream(
                        "text/event-stream", new Watching(pump, reading, visits, visit, options.heartbeat(), wanted))
                .with("X-Accel-Buffering", "no"); // nginx would gather them
    }

    private static Set<String> texts(Request request) {
        String all = request.query("topics").orElse("");
        Set<String> texts = new LinkedHashSet<>();
        for (String text : all.split(",")) {
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        if (texts.isEmpty() || texts.size() > MOST_TOPICS) {
            throw ProblemException.invalid(
                    "",
                    "The query's \"topics\" must name 1 to " + MOST_TOPICS + " topics with commas between them: "
                            + KINDS + ".");
        }
        return texts;
    }

    /** A topic that they may watch. */
    private Topic topic(Caller.OfUser user, String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (kind) { // an open set
            case "runs" -> {
                var project = projects.need(user, rest);
                yield new Topic.Runs(project.id(), project.name());
            }
            case "run" -> new Topic.Run(run(user, rest).id());
            case "logs" -> new Topic.Logs(run(user, rest).id());
            case "agents" -> new Topic.Agents();
            default ->
                throw ProblemException.invalid("", "There is no topic \"" + text + "\"; there are " + KINDS + ".");
        };
    }

    private RunView run(Caller.OfUser user, String id) {
        return Request.idOf(id)
                .flatMap(uuid -> ledger.runs().run(uuid))
                .filter(run -> projects.find(user, run.project()).isPresent())
                .orElseThrow(() -> ProblemException.notFound("There is no run \"" + id + "\"."));
    }

    /** A position that was there before anybody watches. */
    private long base(Topic topic) {
        return switch (topic) {
            case Topic.Runs runs -> 0;
            case Topic.Run run -> ledger.runs().run(run.run()).map(RunView::seq).orElse(0);
            case Topic.Logs logs -> -1;
            case Topic.Agents agents -> -1;
        };
    }

    @Override
    public void close() {
        ledger.whenCommitted(() -> {});
        visits.close();
        housekeeping.shutdownNow();
        pump.close();
        notices.close();
    }
}
