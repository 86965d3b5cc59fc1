package dev.reeve.faults;

import dev.reeve.api.KeyKind;
import dev.reeve.api.LimitKind;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** One run with faults: all is started, runs are asked for, faults come, all ends, and is looked at. Used once. */
public final class FaultRun {
    static final String PROJECT = "Faults";

    private static final long START_PATIENCE = Duration.ofMinutes(3).toNanos();
    private static final int PLACES = 4;
    /** Rows that belong to no lease do not count, and go by and by. */
    private static final String PLACES_TAKEN =
            "select count(*) from task_place p join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch";

    private final FaultOptions options;
    private final Consumer<String> progress;
    private final AtomicInteger ended = new AtomicInteger();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();

    private FaultRun(FaultOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Carries it out; {@code progress} is told what happens. */
    public static FaultReport of(FaultOptions options, Consumer<String> progress)
            throws IOException, InterruptedException {
        FaultRun run = new FaultRun(options, progress);
        Thread interrupted = new Thread(() -> killAll(options.directory()), "reeve-faults-end");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (Stage stage = new Stage(options)) {
            run.play(stage);
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        return new FaultReport(run.figures, run.wrong);
    }

    /** Whoever ends this program early leaves nobody behind. */
    private static void killAll(Path directory) {
        try {
            Signals.kill(Leftovers.processes(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(Stage stage) throws IOException, InterruptedException {
        open(stage);
        long begun = System.nanoTime();
        Semaphore room = new Semaphore(options.agents() * options.slots() * 3);
        FaultPlan plan = FaultPlan.of(options.seed(), options.kills(), options.runs());
        Striker striker = new Striker(stage, plan, options, ended::get, progress);
        try (Submitter submitter =
                        new Submitter(options, stage.urls(), stage.bodies().toString(), room);
                Books books = new Books(stage.address())) {
            Thread submitting = Thread.ofPlatform().daemon().start(submitter);
            Thread striking = Thread.ofPlatform().daemon().start(striker);
            boolean all = awaitEnds(books, room);
            figures.put(
                    "seconds", "" + Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            if (!all) {
                submitting.interrupt();
                striking.interrupt();
            }
            submitting.join();
            striking.join();
            striker.awaitMended();
            close(stage, books);
            wrong.addAll(submitter.problems());
            wrong.addAll(striker.problems());
            told(stage, striker, submitter);
            look(stage, books, submitter);
        }
    }

    private void open(Stage stage) throws IOException, InterruptedException {
        Member first = stage.servers().getFirst();
        first.start();
        try (ReeveClient client = ReeveClient.at(stage.urls().getFirst(), Stage.KEY)) {
            awaitAnswer(client, first);
            for (Member server : stage.servers().subList(1, stage.servers().size())) {
                server.start();
            }
            client.createProject(new NewProject(PROJECT, ""));
            client.limits().set(LimitKind.TAG, CountedFlow.SCARCE, PLACES);
            Path jar = jar(options.directory().resolve("counted.jar"));
            Path log = options.directory().resolve("register.log");
            int code = stage.command(
                            "register",
                            List.of("register", jar.toString(), "-p", PROJECT),
                            Map.of("REEVE_URL", client.server().toString(), "REEVE_TOKEN", Stage.KEY))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("the flow cannot be registered: " + Files.readString(log));
            }
            stage.agents(client.createKey(new NewKey("agents", KeyKind.AGENT, null, null, null))
                    .key());
        }
        for (Member agent : stage.agents()) {
            agent.start();
        }
        progress.accept("servers at " + stage.urls() + ", files in " + options.directory());
    }

    private static void awaitAnswer(ReeveClient client, Member server) throws IOException, InterruptedException {
        long until = System.nanoTime() + START_PATIENCE;
        while (true) {
            try {
                client.me();
                return;
            } catch (UnavailableException notYet) {
                if (server.process() == null || System.nanoTime() > until) {
                    throw new IllegalStateException("the server did not start: " + Files.readString(server.log()));
                }
                Thread.sleep(50);
            }
        }
    }

    /** The flow by itself, so that runners load it as they load a user's. */
    private static Path jar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream to = new JarOutputStream(out)) {
            for (Class<?> each : List.of(CountedFlow.class, CountedFlow.Pace.class, BodyLog.class, BodyLine.class)) {
                put(each.getName(), to);
            }
            put(CountedFlow.class.getName() + "$Work", to);
            put(BodyLine.Phase.class.getName(), to);
        }
        return file;
    }

    private static void put(String type, JarOutputStream to) throws IOException {
        String name = type.replace('.', '/') + ".class";
        to.putNextEntry(new JarEntry(name));
        try (var in = FaultRun.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            in.transferTo(to);
        }
        to.closeEntry();
    }

    /** Whether all ended before patience did. */
    private boolean awaitEnds(Books books, Semaphore room) throws InterruptedException {
        long last = System.nanoTime();
        while (ended.get() < options.runs()) {
            int now = (int) books.count("select count(*) from flow_run where ended_at is not null");
            if (now > ended.get()) {
                room.release(now - ended.get());
                if (now / 1_000 > ended.get() / 1_000) {
                    progress.accept(now + " runs have ended");
                }
                ended.set(now);
                last = System.nanoTime();
            } else if (System.nanoTime() - last > options.patience().toNanos()) {
                wrong.add("no run ended within " + options.patience() + ": " + ended.get() + " of " + options.runs()
                        + " have");
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private void close(Stage stage, Books books) throws IOException, InterruptedException {
        for (List<Member> members : List.of(stage.servers(), stage.agents())) {
            members.stream()
                    .filter(member -> member.process() == null)
                    .forEach(member -> wrong.add(member.name() + " ended by itself; " + member.log() + " says why"));
        }
        List<Thread> ending = new ArrayList<>();
        for (Member agent : stage.agents()) {
            ending.add(Thread.ofVirtual().start(() -> {
                try {
                    if (!agent.end(120)) {
                        synchronized (wrong) {
                            wrong.add(agent.name() + " did not end when it was asked to");
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread each : ending) {
            each.join();
        }
        left(books, "select count(*) from agent_session where ended_at is null", "sessions of agents");
        for (Member server : stage.servers()) {
            if (!server.end(60)) {
                wrong.add(server.name() + " did not end when it was asked to");
            }
        }
        leftovers(stage, books);
    }

    private void leftovers(Stage stage, Books books) throws IOException, InterruptedException {
        long until = System.nanoTime()
                + options.lease().multipliedBy(3).plusSeconds(30).toNanos();
        while (!Leftovers.processes(options.directory()).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        List<Long> alive = Leftovers.processes(options.directory());
        if (!alive.isEmpty()) {
            wrong.add("processes are left: " + alive);
        }
        for (Member agent : stage.agents()) {
            List<Path> files = Leftovers.files(stage.spool(agent));
            if (!files.isEmpty()) {
                wrong.add("files are left in a spool: " + files);
            }
        }
        for (String table : List.of("run_lease", "run_queue", "cancel_request")) {
            left(books, "select count(*) from " + table, "rows of " + table);
        }
        left(books, PLACES_TAKEN, "places of tasks with a limited tag");
    }

    private void left(Books books, String sql, String what) throws InterruptedException {
        long count = books.count(sql);
        if (count > 0) {
            wrong.add(count + " " + what + " are left");
        }
    }

    private void told(Stage stage, Striker striker, Submitter submitter) {
        striker.struck().forEach((fault, count) -> figures.put(fault.words(), "" + count));
        figures.put("faults that found nobody", "" + striker.missed());
        figures.put("requests", submitter.told());
        int starts = stage.servers().stream().mapToInt(Member::starts).sum()
                + stage.agents().stream().mapToInt(Member::starts).sum();
        figures.put("servers and agents started", "" + starts);
    }

    private void look(Stage stage, Books books, Submitter submitter) throws IOException, InterruptedException {
        long runs = books.count("select count(*) from flow_run");
        if (runs != submitter.runs().size()) {
            wrong.add(submitter.runs().size() + " keys made " + runs + " runs");
        }
        Audit audit = new Audit(stage);
        wrong.addAll(audit.look(submitter.runs().values()));
        audit.ends().forEach((state, count) -> figures.put("runs that ended " + state, "" + count));
        figures.put("times that a run was given to another", "" + audit.reopened());
        figures.put("bodies that began", "" + audit.bodiesBegan());
        figures.put("of them again, before what they did was acknowledged", "" + audit.bodiesAgain());
        figures.put(
                "lines of history, each followed from the one before",
                "" + books.count("select count(*) from state_history where state >= 0"));
    }
}
