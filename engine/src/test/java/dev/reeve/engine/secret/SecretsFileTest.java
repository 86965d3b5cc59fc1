package dev.reeve.engine.secret;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsFileTest {
    @TempDir
    Path home;

    private Path file;
    private SecretsFile secrets;

    @BeforeEach
    void inADirectoryThatIsNotThereYet() {
        file = home.resolve("new").resolve("secrets.toml");
        secrets = new SecretsFile(file);
    }

    @Test
    void aFileThatIsNotThereHasNoSecrets() {
        assertThat(secrets.names()).isEmpty();
        assertThat(secrets.find("x")).isEmpty();
        assertThat(secrets.delete("x")).isFalse();
    }

    @Test
    void whatWasSetIsFoundAndReadableByItsOwnerOnly() throws Exception {
        secrets.set("Shop.Token", "a \"b\"\nc ü");
        assertThat(secrets.find("Shop.Token")).contains("a \"b\"\nc ü");
        assertThat(secrets.find("shop.token")).isEmpty();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-------"));
        secrets.set("Shop.Token", "other");
        assertThat(secrets.find("Shop.Token")).contains("other");
    }

    @Test
    void theLastSecretThatIsDeletedLeavesAFileThatCanBeReadAndSet() {
        secrets.set("only", "value");
        assertThat(secrets.delete("only")).isTrue();
        assertThat(secrets.names()).isEmpty();
        secrets.set("next", "value");
        assertThat(secrets.names()).containsExactly("next");
    }

    @Test
    void aFileThatOthersMayReadIsRefusedWithWhatToDo() throws Exception {
        secrets.set("x", "canary");
        Files.setPosixFilePermissions(file, fromString("rw-r--r--"));
        assertThatThrownBy(() -> secrets.find("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageContaining("rw-r--r--");
        assertThatThrownBy(() -> secrets.set("y", "z")).hasMessageContaining("chmod 600");
        assertThat(Files.readString(file)).contains("canary").doesNotContain("z");
    }

    @Test
    void aFileThatIsNotTomlSaysTheLineAndShowsNothingOfIt() throws Exception {
        write("good = \"one\"\nbad = canary\n");
        assertThatThrownBy(() -> secrets.find("good"))
                .hasMessageContaining("line 2 is not TOML")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void aTableIsASecretOfJson() throws Exception {
        write("[db]\nuser = \"etl\"\nport = 5432\n");
        assertThat(secrets.find("db")).contains("{\"user\":\"etl\",\"port\":5432}");
    }

    @Test
    void manyThatSetAtOnceLoseNothing() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "name" + i;
            threads.add(Thread.ofVirtual().start(() -> new SecretsFile(file).set(name, "value-" + name)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(secrets.names()).hasSize(20);
        assertThat(IntStream.range(0, 20).mapToObj(i -> secrets.find("name" + i)))
                .allSatisfy(value -> assertThat(value).isPresent());
    }

    @Test
    void theEnvironmentStandsBeforeTheFileAndNamesItsVariable() {
        secrets.set("shop-token", "of the file");
        SecretProviders both = new SecretProviders(List.of(
                new EnvironmentSecrets(Map.of("REEVE_SECRET_SHOP_TOKEN", "of the variable", "REEVE_SECRET_", "x")),
                secrets));
        assertThat(both.find("shop-token")).contains("of the variable");
        assertThat(both.names()).containsExactly("shop-token", "shop_token");
        assertThat(new EnvironmentSecrets(Map.of("REEVE_SECRET_A", "")).find("a"))
                .isEmpty();
    }

    private void write(String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, fromString("rw-------"));
    }
}
