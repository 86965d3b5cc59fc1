package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    Path directory;

    @Test
    void databaseThatGoesAwayWhileTheServerStartsIsWaitedFor() {
        DatabaseAddress address = TestDatabase.fresh();
        cutOff(address, 2);
        try (ReeveServer server = ReeveServer.start(options(address))) {
            assertThat(server.address().getPort()).isPositive();
            assertThat(keysMade(address)).isEqualTo(3);
        }
    }

    @Test
    void databaseThatGoesAwayForLongIsSaidAndNothingIsLeft() {
        DatabaseAddress address = TestDatabase.fresh();
        cutOff(address, 1);
        DatabaseException said =
                catchThrowableOfType(DatabaseException.class, () -> ReeveServer.start(options(address), Duration.ZERO));
        assertThat(said.problem()).isEqualTo(DatabaseException.Problem.UNREACHABLE);
        assertThat(said).hasMessageContaining("terminating connection");
        try (ReeveServer server = ReeveServer.start(options(address), Duration.ZERO)) { // nobody has its directory
            assertThat(server.firstKey()).isEmpty();
        }
    }

    private ServerOptions options(DatabaseAddress address) {
        return ServerOptions.in(directory)
                .adminToken(TestServer.ADMIN)
                .databaseUrl(TestServer.url(address))
                .port(0);
    }

    /** Whoever makes a key is cut off, so many times: a sequence counts what is rolled back, too. */
    private static void cutOff(DatabaseAddress address, int times) {
        try (Database database = Database.open(address)) {
            database.jdbi().useHandle(handle -> {
                handle.execute("create sequence keys_made");
                handle.execute("""
                        create function cut() returns trigger language plpgsql as $$ begin
                            if nextval('reeve.keys_made') <= %d then
                                perform pg_terminate_backend(pg_backend_pid());
                            end if;
                            return new;
                        end $$
                        """.formatted(times));
                handle.execute("create trigger cut before insert on api_key for each row execute function cut()");
            });
        }
    }

    private static long keysMade(DatabaseAddress address) {
        try (Database database = Database.open(address)) {
            return database.jdbi()
                    .withHandle(handle -> handle.createQuery("select last_value from keys_made")
                            .mapTo(Long.class)
                            .one());
        }
    }
}
