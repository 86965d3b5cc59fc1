package dev.reeve.server;

import dev.reeve.server.agent.AgentListRoutes;
import dev.reeve.server.agent.AgentRoutes;
import dev.reeve.server.auth.AdminToken;
import dev.reeve.server.auth.AuditRoutes;
import dev.reeve.server.auth.Csrf;
import dev.reeve.server.auth.Doorkeeper;
import dev.reeve.server.auth.KeyRoutes;
import dev.reeve.server.auth.LoginRoutes;
import dev.reeve.server.auth.Passwords;
import dev.reeve.server.auth.RunKeys;
import dev.reeve.server.auth.ServerKey;
import dev.reeve.server.auth.UserRoutes;
import dev.reeve.server.contract.ContractRoutes;
import dev.reeve.server.dashboard.BootstrapRoutes;
import dev.reeve.server.dashboard.DashboardRoutes;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.hook.Deliveries;
import dev.reeve.server.hook.HookPreviewRoutes;
import dev.reeve.server.hook.HookRoutes;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.limit.LimitRoutes;
import dev.reeve.server.limit.LimitUseRoutes;
import dev.reeve.server.limit.PlaceRoutes;
import dev.reeve.server.metric.Counting;
import dev.reeve.server.metric.Meters;
import dev.reeve.server.metric.MetricRoutes;
import dev.reeve.server.page.ArtifactRoutes;
import dev.reeve.server.page.AssetRoutes;
import dev.reeve.server.page.CalendarRoutes;
import dev.reeve.server.page.FlowListRoutes;
import dev.reeve.server.page.FlowPageRoutes;
import dev.reeve.server.page.GraphRoutes;
import dev.reeve.server.page.LogRoutes;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresException;
import dev.reeve.server.postgres.PostgresOptions;
import dev.reeve.server.project.ProjectRoutes;
import dev.reeve.server.project.Projects;
import dev.reeve.server.registry.FlowLookup;
import dev.reeve.server.registry.RegistryRoutes;
import dev.reeve.server.run.Again;
import dev.reeve.server.run.AgainRoutes;
import dev.reeve.server.run.Answering;
import dev.reeve.server.run.BulkRoutes;
import dev.reeve.server.run.Cancels;
import dev.reeve.server.run.HandRoutes;
import dev.reeve.server.run.InnerRoutes;
import dev.reeve.server.run.ProvenanceRoutes;
import dev.reeve.server.run.RunDetailRoutes;
import dev.reeve.server.run.RunListRoutes;
import dev.reeve.server.run.RunOrders;
import dev.reeve.server.run.RunRoutes;
import dev.reeve.server.run.Runs;
import dev.reeve.server.run.Stopping;
import dev.reeve.server.run.WhyRoutes;
import dev.reeve.server.schedule.BackfillRoutes;
import dev.reeve.server.schedule.FlowScheduling;
import dev.reeve.server.schedule.ScheduleRoutes;
import dev.reeve.server.schedule.Scheduler;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.SealedRows;
import dev.reeve.server.secret.SecretRoutes;
import dev.reeve.server.stream.StreamOptions;
import dev.reeve.server.stream.Streams;
import dev.reeve.server.trace.Traces;
import dev.reeve.server.ui.Site;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs: made ready when it is started, closed in reverse order. Where its parts are put together.
 * Thread-safe.
 */
public final class ReeveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReeveServer.class);
    /** A database that is started together with the server, or again, is there by then. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(30);

    private static final long BETWEEN_NANOS = 250_000_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final InstantSource clock = InstantSource.system();

    private Optional<String> firstKey = Optional.empty();
    private Runnable stopping = () -> {};
    private volatile boolean stops;
    private URI address = URI.create("http://127.0.0.1");
    private @Nullable Database database;
    private CompletableFuture<PostgresException> lost = new CompletableFuture<>();

    private ReeveServer() {}

    /**
     * Starts one. Returns when it answers; the first time, that takes some seconds. A database that goes away meanwhile, as one
     * that restarts, is waited for, half a minute at most.
     *
     * @throws AlreadyRunningException if another runs on the directory
     * @throws dev.reeve.server.postgres.PostgresException if its own PostgreSQL cannot be started
     * @throws DatabaseException if the database cannot be used
     * @throws dev.reeve.server.http.PortInUseException if another program listens there
     * @throws IllegalArgumentException if the admin's token is too simple, or keys would go readable over a network
     * @throws IllegalStateException if the server's key does not open what is sealed in the database; names it
     * @throws dev.reeve.server.tls.KeyPairException if there is no TLS with the certificate and key
     */
    public static ReeveServer start(ServerOptions options) {
        return start(options, DATABASE_PATIENCE);
    }

    static ReeveServer start(ServerOptions options, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            ReeveServer server = new ReeveServer();
            try {
                return server.opened(options);
            } catch (DatabaseException e) {
                boolean wentAway = server.database != null && e.problem() == DatabaseException.Problem.UNREACHABLE;
                if (!wentAway
                        || System.nanoTime() - until >= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warn("the server begins anew, for its database went away while it started: {}", e.getMessage());
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    private ReeveServer opened(ServerOptions options) {
        boolean done = false;
        try {
            open(options);
            done = true;
            return this;
        } catch (RuntimeException e) {
            throw database == null ? e : database.meaning(e);
        } finally {
            if (!done) {
                closeBroken();
            }
        }
    }

    /** What went wrong before is what is told. */
    private void closeBroken() {
        try {
            close();
        } catch (IllegalStateException e) {
            LOG.debug("of a server that did not start", e);
        }
    }

    private void open(ServerOptions options) {
        options.http().requireReady(clock); // before anything is made
        ServerDirectory directory = part(ServerDirectory.hold(options.directory()));
        options.http().requireFree();
        ServerKey key = ServerKey.in(options.directory().resolve("server.key"));
        Database database = part(database(options));
        this.database = database;
        Postgres own = database.own();
        lost = own == null ? lost : own.lost();
        Seal seal = new Seal(key);
        new SealedRows(database.jdbi())
                .settle(seal, directory.file("server.key").toString());
        Meters meters = new Meters();
        Counting counting = new Counting(meters);
        Ledger ledger = part(Ledger.open(
                database, LedgerOptions.DEFAULT.lease(options.agentLease()).keep(options.keepRuns()), counting));
        Deliveries hooks = part(Deliveries.start(database.jdbi(), ledger, seal, options.hooksAnywhere()));
        if (options.traces() != null) {
            part(Traces.start(database.jdbi(), ledger, options.traces(), meters, Version.text()));
        }
        Scheduler scheduler = part(Scheduler.start(database.jdbi(), ledger));
        firstKey = AdminToken.settle(database.jdbi(), options.adminToken());
        RunKeys runKeys = RunKeys.of(key, database.jdbi());
        Csrf csrf = new Csrf(key);
        Doorkeeper gate = new Doorkeeper(database.lookups(), runKeys, csrf);
        Projects projects = new Projects(ledger.catalog());
        Streams streams = Streams.open(database, ledger, projects, gate, StreamOptions.DEFAULT);
        part(streams);
        Readiness ready = new Readiness(database);
        stopping = () -> {
            ready.stops();
            ledger.ring();
            ledger.endings().release();
            ledger.turns().release();
        };
        List<Route> routes =
                routes(database.jdbi(), ledger, projects, scheduler, runKeys, csrf, seal, meters, options.agentLease());
        routes.addAll(new HealthRoutes(ready).routes());
        routes.addAll(new HookRoutes(database.jdbi(), projects, seal, hooks).routes());
        routes.addAll(new HookPreviewRoutes(database.jdbi(), ledger, projects, seal).routes());
        routes.addAll(streams.routes());
        routes.addAll(new DashboardRoutes(database.jdbi(), ledger, projects, options.agentLease()).routes());
        routes.addAll(new BootstrapRoutes(projects, csrf, Version.text()).routes());
        HttpServer http = part(HttpServer.start(options.http(), gate, routes, Site.built(), counting));
        part(streams); // once more, before the other: what it answers has no end of its own
        address = http.address();
        directory.ready(address);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    static Database database(ServerOptions options) {
        return options.databaseUrl() == null
                ? Database.open(PostgresOptions.at(options.directory().resolve("postgres"))
                        .progress(options.progress()))
                : Database.open(DatabaseAddress.parse(options.databaseUrl()), DATABASE_PATIENCE);
    }

    private List<Route> routes(
            Jdbi jdbi,
            Ledger ledger,
            Projects projects,
            Scheduler scheduler,
            RunKeys runKeys,
            Csrf csrf,
            Seal seal,
            Meters meters,
            Duration lease) {
        Passwords passwords = new Passwords();
        Runs runs = new Runs(ledger);
        Cancels cancels = new Cancels();
        FlowLookup flows = new FlowLookup(jdbi, ledger.catalog(), projects);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ContractRoutes().routes());
        routes.addAll(new LoginRoutes(jdbi, passwords, csrf, clock).routes());
        routes.addAll(new UserRoutes(jdbi, passwords).routes());
        routes.addAll(new KeyRoutes(jdbi, projects::exists, clock).routes());
        routes.addAll(new AuditRoutes(jdbi).routes());
        routes.addAll(new AgentListRoutes(ledger, projects, lease).routes());
        routes.addAll(new ProjectRoutes(jdbi, projects).routes());
        routes.addAll(
                new RegistryRoutes(jdbi, ledger.catalog(), projects, flows, new FlowScheduling(scheduler)).routes());
        Stopping stopping = new Stopping(jdbi, ledger, cancels);
        Again again = new Again(jdbi, ledger, runs);
        RunOrders orders = new RunOrders(ledger, projects, clock);
        routes.addAll(new RunRoutes(projects, runs, orders, stopping, flows, ledger.endings(), clock).routes());
        routes.addAll(new RunListRoutes(ledger, projects, runs, clock).routes());
        Answering answering = new Answering(jdbi, ledger, cancels);
        routes.addAll(new BulkRoutes(projects, runs, stopping, again, answering).routes());
        routes.addAll(new RunDetailRoutes(ledger, projects, runs).routes());
        routes.addAll(new AgainRoutes(projects, runs, again, answering, clock).routes());
        routes.addAll(new FlowPageRoutes(ledger, runs, flows, clock).routes());
        routes.addAll(new CalendarRoutes(ledger, flows, clock).routes());
        routes.addAll(new FlowListRoutes(jdbi, ledger, projects, clock).routes());
        routes.addAll(new ArtifactRoutes(ledger, projects, runs).routes());
        routes.addAll(new AssetRoutes(ledger, projects).routes());
        routes.addAll(new ProvenanceRoutes(ledger, projects, runs).routes());
        routes.addAll(new LogRoutes(ledger, projects, runs).routes());
        routes.addAll(new GraphRoutes(ledger, projects, runs, flows).routes());
        routes.addAll(new InnerRoutes(ledger, projects, runs, clock).routes());
        routes.addAll(new WhyRoutes(ledger, projects, runs, clock).routes());
        HandRoutes hand = new HandRoutes(jdbi, ledger, runs, cancels, runKeys::runner);
        routes.addAll(hand.routes());
        routes.addAll(new SecretRoutes(jdbi, projects, seal, hand::project).routes());
        routes.addAll(new AgentRoutes(jdbi, ledger, runs, runKeys, hand::claimed, lease, clock, () -> stops).routes());
        routes.addAll(new LimitRoutes(jdbi).routes());
        routes.addAll(new LimitUseRoutes(jdbi, ledger, projects, runs).routes());
        routes.addAll(new PlaceRoutes(jdbi, ledger.turns()).routes());
        routes.addAll(new MetricRoutes(jdbi, meters).routes());
        routes.addAll(new ScheduleRoutes(jdbi, projects, scheduler).routes());
        routes.addAll(new BackfillRoutes(jdbi, projects, scheduler).routes());
        return routes;
    }

    /** Where it answers. */
    public URI address() {
        return address;
    }

    /** The admin's key that was made at this start, to be shown once; empty if there was one before. */
    public Optional<String> firstKey() {
        return firstKey;
    }

    /** Says that it is no longer ready, so that no more requests are sent to it, and answers those that wait. {@link #close} does that too. */
    void stops() {
        stops = true;
        stopping.run();
    }

    /** Comes when its own PostgreSQL is gone for good: then it is of no use any more. */
    public CompletableFuture<PostgresException> lost() {
        return lost.copy();
    }

    /** Takes no more requests, writes what is under way, and stops what it started. */
    @Override
    public void close() {
        stops();
        RuntimeException problem = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (problem == null) {
                    problem = new IllegalStateException("The server did not stop cleanly: " + e.getMessage(), e);
                } else {
                    problem.addSuppressed(e);
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
