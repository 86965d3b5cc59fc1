package dev.reeve.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.server.auth.ServerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final List<String> ABOUT = List.of("secret", "1", "token", "7");

    @TempDir
    Path directory;

    private ServerKey key() {
        return ServerKey.in(directory.resolve("server.key"));
    }

    @Test
    void whatIsSealedOpensAsWhatItWasAboutAndAsNothingElse() {
        Seal seal = new Seal(key());
        Sealed sealed = seal.seal(ABOUT, "a välue 🙂");

        assertThat(seal.open(ABOUT, sealed)).isEqualTo("a välue 🙂");
        for (List<String> other : List.of(
                List.of("secret", "2", "token", "7"),
                List.of("secret", "1", "token", "8"),
                List.of("secret", "1", "toke", "n7"),
                List.of("secret", "1", "token"),
                List.of("hook", "1", "token", "7"))) {
            assertThatThrownBy(() -> seal.open(other, sealed))
                    .isInstanceOf(SealException.class)
                    .hasMessageContaining("belongs to something else");
        }
    }

    @Test
    void aChangeOfAnyByteIsNoticed() {
        Seal seal = new Seal(key());
        Sealed sealed = seal.seal(ABOUT, "value");
        for (int i = 0; i < sealed.bytes().length; i++) {
            byte[] changed = sealed.bytes();
            changed[i] ^= 1;
            assertThatThrownBy(() -> seal.open(ABOUT, new Sealed(sealed.keyId(), changed)))
                    .as("byte " + changed.length)
                    .isInstanceOf(SealException.class);
        }
        assertThatThrownBy(() -> seal.open(ABOUT, new Sealed(sealed.keyId(), new byte[0])))
                .isInstanceOf(SealException.class);
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        Seal seal = new Seal(key());

        assertThat(seal.seal(ABOUT, "value").bytes())
                .isNotEqualTo(seal.seal(ABOUT, "value").bytes());
    }

    @Test
    void aRenewedKeyOpensWhatTheOlderOneSealedUntilThatIsTakenAway() throws IOException {
        Path file = directory.resolve("server.key");
        Seal before = new Seal(key());
        Sealed sealed = before.seal(ABOUT, "value");
        ServerKey renewed = key().renewed(file);

        assertThat(new Seal(key()).keyId()).isEqualTo(renewed.id()).isNotEqualTo(before.keyId());
        assertThat(new Seal(key()).open(ABOUT, sealed)).isEqualTo("value");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        ServerKey alone = key().alone(file);
        assertThat(key().id()).isEqualTo(alone.id()).isEqualTo(renewed.id());
        assertThatThrownBy(() -> new Seal(key()).open(ABOUT, sealed))
                .isInstanceOf(SealException.class)
                .hasMessageContaining(before.keyId())
                .hasMessageContaining(renewed.id());
    }

    @Test
    void keysOfDifferentPurposesAreDifferentAndTheNameTellsNothingOfThem() {
        ServerKey key = key();

        assertThat(key.hkdf("a")).hasSize(32).isNotEqualTo(key.hkdf("b")).isEqualTo(key().hkdf("a"));
        assertThat(key.id()).hasSize(12).isEqualTo(key().id());
    }
}
