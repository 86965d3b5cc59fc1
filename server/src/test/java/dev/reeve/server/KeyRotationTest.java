package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.NewProject;
import dev.reeve.api.NewSecret;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.auth.ServerKey;
import dev.reeve.server.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what is sealed when the server's key is another. */
class KeyRotationTest {
    @TempDir
    Path directory;

    private ServerOptions options;
    private Jdbi database;

    @BeforeEach
    void prepare() {
        var address = TestDatabase.fresh();
        options = ServerOptions.in(directory).adminToken(TestServer.ADMIN).databaseUrl(TestServer.url(address));
        database = Jdbi.create(address.url(), address.user(), address.password());
    }

    private void secretsAreSet() throws InterruptedException {
        try (ReeveServer server = ReeveServer.start(options);
                ReeveClient admin = ReeveClient.at(server.address(), TestServer.ADMIN)) {
            admin.createProject(new NewProject("Demo", ""));
            admin.secrets().set("Demo", new NewSecret("token", "value"));
            admin.secrets().set(null, new NewSecret("common", "value"));
        }
    }

    private List<String> keyIds() {
        return database.withHandle(handle -> handle.createQuery("select distinct key_id from reeve.secret")
                .mapTo(String.class)
                .list());
    }

    private Path keyFile() {
        return directory.resolve("server.key");
    }

    @Test
    void rotationSealsAllAnewAndLeavesTheNewKeyAlone() throws Exception {
        secretsAreSet();
        String before = Files.readString(keyFile());

        KeyRotation done = KeyRotation.of(options, false);

        assertThat(done.resealed()).isEqualTo(2);
        assertThat(done.forgotten()).isEmpty();
        assertThat(Files.readString(keyFile())).isNotEqualTo(before).hasLineCount(1);
        assertThat(keyIds()).containsExactly(done.keyId());
        ReeveServer.start(options).close();
    }

    @Test
    void aRotationThatBrokeOffIsFinishedByTheNextStart() throws Exception {
        secretsAreSet();
        ServerKey renewed = ServerKey.in(keyFile()).renewed(keyFile()); // and then the machine was switched off

        ReeveServer.start(options).close();

        assertThat(keyIds()).containsExactly(renewed.id());
    }

    @Test
    void aServerWithAnotherKeyDoesNotStartAndNamesWhatIsLost() throws Exception {
        secretsAreSet();
        Files.delete(keyFile());

        assertThatThrownBy(() -> ReeveServer.start(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(keyFile().toString())
                .hasMessageContaining("secret Demo/token")
                .hasMessageContaining("secret common")
                .hasMessageContaining("--forget-lost");
        assertThatThrownBy(() -> KeyRotation.of(options, false)).hasMessageContaining("secret Demo/token");
        assertThat(keyIds()).hasSize(1);
    }

    @Test
    void whatIsLostIsForgottenWhenThatIsSaid() throws Exception {
        secretsAreSet();
        Files.delete(keyFile());

        KeyRotation done = KeyRotation.of(options, true);

        assertThat(done.forgotten()).containsExactly("secret Demo/token", "secret common");
        ReeveServer.start(options).close();
        assertThat(keyIds()).isEmpty();
    }

    @Test
    void aServerThatRunsKeepsItsKey() throws IOException {
        try (ReeveServer server = ReeveServer.start(options)) {
            String key = Files.readString(keyFile());
            assertThatThrownBy(() -> KeyRotation.of(options, false)).isInstanceOf(AlreadyRunningException.class);
            assertThat(Files.readString(keyFile())).isEqualTo(key);
            assertThat(server.address().getPort()).isPositive();
        }
    }
}
