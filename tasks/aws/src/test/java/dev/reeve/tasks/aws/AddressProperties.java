package dev.reeve.tasks.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class AddressProperties {
    @Property(tries = 500)
    void everyKeyIsTheSameAfterItWasAUri(@ForAll @StringLength(max = 60) String key) {
        Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(key)); // half a surrogate pair is no text
        S3Address address = new S3Address("bucket", key);
        assertThat(S3Address.of(address.toUri())).isEqualTo(address);
        assertThat(S3Address.of(URI.create(address.toUri().toString()))).isEqualTo(address);
    }

    @Property(tries = 2000)
    void noNameThatIsAllowedLeavesItsDirectory(
            @ForAll @CharRange(from = '.', to = '/') @CharRange(from = 'a', to = 'b') @StringLength(max = 8)
                    String name) {
        try {
            RelativeName.checked("file name", name);
        } catch (IllegalArgumentException e) {
            Assume.that(false);
        }
        Path directory = Path.of("/base/dir");
        Path file = directory.resolve(name);
        assertThat(file.normalize()).isEqualTo(file).startsWithRaw(directory).isNotEqualTo(directory);
    }

    @Property(tries = 500)
    void anyTextIsEitherAllowedOrExplained(@ForAll @StringLength(max = 30) String name) throws InvalidPathException {
        try {
            assertThat(RelativeName.checked("file name", name)).isEqualTo(name);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("Use plain parts");
            assertThat(e.getMessage().chars().anyMatch(c -> c < ' ')).isFalse();
        }
    }
}
