package dev.reeve.server;

import dev.reeve.client.ReeveClient;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.http.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A whole server, over a database of its own on the tests' PostgreSQL. */
public final class TestServer implements AutoCloseable {
    public static final String ADMIN = "an-admin-token-of-the-tests";

    private final Path directory;
    private final ReeveServer server;
    private final DatabaseAddress address;
    private final Wire wire;
    private final ReeveClient admin;

    public TestServer() {
        this(TestDatabase.fresh(), 0, null);
    }

    private TestServer(DatabaseAddress address, int port, @Nullable Path key) {
        this.address = address;
        try {
            directory = Files.createTempDirectory("reeve-server");
            if (key != null) {
                Files.copy(key, directory.resolve("server.key"), StandardCopyOption.COPY_ATTRIBUTES);
            }
            server = ReeveServer.start(ServerOptions.in(directory)
                    .adminToken(ADMIN)
                    .databaseUrl(url(address))
                    .port(port)
                    .hooksAnywhere(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wire = new Wire(server.address());
        admin = client(ADMIN);
    }

    /** Another one over the same database. Its keys of runs are its own. */
    public TestServer another() {
        return new TestServer(address, 0, null);
    }

    /** Another one over the same database, with the same key, as servers have that work together. */
    public TestServer twin() {
        return new TestServer(address, 0, directory.resolve("server.key"));
    }

    /** Another one over the same database in the place of this one, which is closed. */
    public TestServer successor() {
        close();
        return new TestServer(address, server.address().getPort(), null);
    }

    static String url(DatabaseAddress address) {
        return address.url() + "?user=" + address.user() + "&password="
                + URLEncoder.encode(address.password(), StandardCharsets.UTF_8);
    }

    public ReeveServer server() {
        return server;
    }

    public Wire wire() {
        return wire;
    }

    public ReeveClient admin() {
        return admin;
    }

    public ReeveClient client(String key) {
        return ReeveClient.at(server.address(), key);
    }

    /** Straight into the database, for what no request may do. */
    public void sql(String statement) {
        Jdbi.create(address.url(), address.user(), address.password())
                .useHandle(handle -> handle.execute("set search_path to reeve; " + statement));
    }

    public List<Map<String, Object>> rows(String query) {
        return Jdbi.create(address.url(), address.user(), address.password()).withHandle(handle -> {
            handle.execute("set search_path to reeve");
            return handle.createQuery(query).mapToMap().list();
        });
    }

    /** The same, for what needs transactions. */
    public Jdbi jdbi() {
        return Jdbi.create(address.url() + "?currentSchema=reeve", address.user(), address.password());
    }

    @Override
    public void close() {
        admin.close();
        wire.close();
        server.close();
    }
}
