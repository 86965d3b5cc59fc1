package dev.reeve.server.ui;

import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.http.HttpOptions;
import dev.reeve.server.http.Proxies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * A server with something to see, on a port of its own. {@code main} starts it for whoever works on the pages: one says
 * {@code log}, {@code million}, {@code grid}, {@code child}, {@code loud}, {@code unfold}, {@code new}, {@code finish}, {@code down} or {@code up} to it, and {@code end}.
 */
public final class SeededServer implements AutoCloseable {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    private final Path directory;
    private final String database;
    private final DatabaseAddress address;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().unstarted(task));
    private final ReeveClient client;
    private final Seeds seeds;
    private ReeveServer server;

    SeededServer() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("reeve-ui");
        address = TestDatabase.fresh();
        database = address.url() + "?user=" + address.user() + "&password="
                + URLEncoder.encode(address.password(), StandardCharsets.UTF_8);
        server = ReeveServer.start(options(0));
        client = ReeveClient.at(server.address(), ADMIN);
        seeds = new Seeds(client);
        var ignored = beating.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
        seeds.all();
        past();
    }

    private ServerOptions options(int port) {
        // the tests put a proxy in front of it
        HttpOptions http = new HttpOptions("127.0.0.1", port, null, false, Proxies.parse("127.0.0.1"));
        return ServerOptions.in(directory)
                .adminToken(ADMIN)
                .databaseUrl(database)
                .http(http);
    }

    /** Hours that rest, as if there had been runs: a history is dull without one. */
    private void past() {
        database(handle -> handle.execute("""
                        insert into run_hour (project_id, hour, flow_id, state, runs)
                        select r.project_id, date_trunc('hour', now()) - h * interval '1 hour', r.flow_id, r.state,
                            3 + (h * 7 + r.flow_id * 3) % 11
                        from generate_series(1, 22) as h,
                            (select project_id, flow_id, state from flow_run where ended_at is not null group by 1, 2, 3) as r
                        where r.state = (select min(state) from flow_run where ended_at is not null) or h % 5 = r.flow_id % 5
                        """));
        database(FlowSeeds::months);
        database(PlannedSeeds::past);
    }

    private void database(HandleConsumer<RuntimeException> work) {
        Jdbi.create(address.url() + "?currentSchema=reeve", address.user(), address.password())
                .useHandle(work);
    }

    private void beat() {
        try {
            seeds.beat();
        } catch (RefusedException | UnavailableException e) {
            // the server is away, as it was told to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a program that looks at the pages has to know, by names of environment variables. */
    Map<String, String> facts() {
        return Map.of(
                "REEVE_URL",
                server.address().toString(),
                "REEVE_PASSWORD",
                Seeds.PASSWORD,
                "REEVE_TOKEN",
                ADMIN,
                "REEVE_RUNS",
                seeds.ids().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(",")));
    }

    /** Does what the command says. */
    void handle(String command) throws InterruptedException {
        switch (command) {
            case "down" -> server.close();
            case "up" -> server = ReeveServer.start(options(client.server().getPort()));
            default -> seeds.more(command);
        }
    }

    @Override
    public void close() {
        beating.shutdownNow();
        seeds.close();
        client.close();
        server.close();
    }

    /** For whoever works on the pages. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (SeededServer server = new SeededServer();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            server.facts().forEach((name, value) -> System.out.println(name + "='" + value + "'"));
            System.out.println("ready; ann and vic have the password above");
            for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
                server.handle(line.strip());
                System.out.println("ok");
            }
        }
    }
}
