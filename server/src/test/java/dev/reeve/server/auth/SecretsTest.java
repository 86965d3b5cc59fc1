package dev.reeve.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.server.http.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, keys and the limit on guesses, each by itself. */
class SecretsTest {
    private static final UUID LIFE = UUID.randomUUID();

    @TempDir
    private Path directory;

    @Test
    void passwordIsKeptWithItsParametersAndASaltOfItsOwn() {
        Passwords passwords = new Passwords();
        String kept = passwords.kept("correct horse");

        assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.kept("correct horse")).isNotEqualTo(kept);
        assertThat(passwords.matches("correct horse", kept)).isTrue();
        assertThat(passwords.matches("correct horsf", kept)).isFalse();
        assertThat(passwords.matches("", kept)).isFalse();
    }

    /** Of the reference implementation's own tests. */
    @Test
    void passwordThatAnotherProgramKeptIsKnown() {
        String kept = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(new Passwords().matches("password", kept)).isTrue();
    }

    @Test
    void keyOfARunIsKnownAndNoOtherIs() {
        RunKeys keys = new RunKeys(ServerKey.in(directory.resolve("a.key")), LIFE);
        RunKeys others = new RunKeys(ServerKey.in(directory.resolve("b.key")), LIFE);
        UUID run = UUID.randomUUID();
        String key = keys.of(run, 7);

        assertThat(keys.runner(key)).contains(new Caller.OfRunner(run, 7));
        assertThat(others.runner(key)).isEmpty();
        assertThat(new RunKeys(ServerKey.in(directory.resolve("a.key")), UUID.randomUUID()).runner(key))
                .isEmpty();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'A' ? 'B' : 'A';
            String changed = key.substring(0, i) + other + key.substring(i + 1);
            assertThat(keys.runner(changed)).as("place %s", i).isEmpty();
        }
        assertThat(keys.runner(key + "A")).isEmpty();
        assertThat(keys.runner("")).isEmpty();
        assertThat(keys.runner("rvr_" + "é".repeat(70))).isEmpty();
    }

    @Test
    void serverKeyIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("server.key");
        UUID run = UUID.randomUUID();
        String key = new RunKeys(ServerKey.in(file), LIFE).of(run, 1);

        assertThat(new RunKeys(ServerKey.in(file), LIFE).of(run, 1)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> ServerKey.in(file)).hasMessageContaining("holds no key");
    }

    @Test
    void secretsDoNotRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String secret = Secrets.next();
            assertThat(secret).hasSize(43);
            assertThat(seen.add(secret)).isTrue();
        }
    }

    @Test
    void limitCountsWhatFailedAndForgetsIt() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T03:00:00Z"));
        LoginLimit limit = new LoginLimit(now::get);
        for (int i = 0; i < 50; i++) {
            assertThat(limit.tried("ann", "10.0.0.1")).isZero();
            limit.succeeded("ann", "10.0.0.1");
        }
        for (int i = 0; i < 5; i++) {
            assertThat(limit.tried("ann", "10.0.0.1")).isZero();
        }
        assertThat(limit.tried("Ann", "10.0.0.1")).isEqualTo(301);
        assertThat(limit.tried("ann", "10.0.0.2")).as("from elsewhere").isZero();
        assertThat(limit.tried("bob", "10.0.0.1")).as("somebody else").isZero();
        now.set(now.get().plusSeconds(300));
        assertThat(limit.tried("ann", "10.0.0.1")).isZero();
    }

    @Test
    void oneAddressTriesNoMoreThanThirtyTimesWhoeverItSaysToBe() {
        LoginLimit limit = new LoginLimit(() -> Instant.EPOCH);
        for (int i = 0; i < 30; i++) {
            assertThat(limit.tried("user" + i, "10.0.0.1")).isZero();
        }
        assertThat(limit.tried("user31", "10.0.0.1")).isPositive();
    }
}
