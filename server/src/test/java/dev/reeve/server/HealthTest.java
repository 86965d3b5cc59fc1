package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.http.Wire;
import dev.reeve.server.postgres.Homes;
import dev.reeve.server.postgres.Postgres;
import dev.reeve.server.postgres.PostgresOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health while the database is there, and while it is not. */
class HealthTest {
    private static Wire.Reply awaitReady(Wire wire, int status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        Wire.Reply reply = wire.get("/health/ready", "");
        while (reply.status() != status && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(50_000_000);
            reply = wire.get("/health/ready", "");
        }
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply;
    }

    @Test
    void serverWhoseDatabaseStoppedLivesAndIsNotReady(@TempDir Path directory) throws Exception {
        Postgres postgres = Postgres.start(PostgresOptions.at(Homes.setUp()));
        try {
            String url = TestServer.url(new DatabaseAddress(postgres.url(), postgres.user(), postgres.password()));
            try (ReeveServer server = ReeveServer.start(ServerOptions.in(directory)
                            .adminToken(TestServer.ADMIN)
                            .databaseUrl(url));
                    Wire wire = new Wire(server.address())) {
                assertThat(wire.get("/health/ready", "").status()).isEqualTo(200);

                postgres.close();

                Wire.Reply away = awaitReady(wire, 503);
                assertThat(away.header("Content-Type")).startsWith("application/problem+json");
                assertThat(away.header("Retry-After")).isEqualTo("1");
                assertThat(away.json().get("detail").asString()).isEqualTo("The database does not answer.");
                assertThat(wire.get("/health/live", "").status()).isEqualTo(200);
            }
        } finally {
            postgres.close();
        }
    }

    @Test
    void serverIsReadyWhileItsTablesAreThoseOfItsReleaseAndItDoesNotStop() {
        try (TestServer server = new TestServer()) {
            assertThat(server.wire().get("/health/ready", "").status()).isEqualTo(200);

            server.sql("update flyway_schema_history set success = false where version ="
                    + " (select version from flyway_schema_history where version is not null"
                    + " order by installed_rank desc limit 1)");
            assertThat(awaitReady(server.wire(), 503).json().get("detail").asString())
                    .contains("older than this release");

            server.sql("update flyway_schema_history set success = true");
            awaitReady(server.wire(), 200);

            server.server().stops();
            assertThat(awaitReady(server.wire(), 503).json().get("detail").asString())
                    .isEqualTo("The server stops.");
            assertThat(server.wire().get("/health/live", "").status()).isEqualTo(200);
        }
    }
}
