package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleCacheTest {
    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T03:00:00Z"));
    private Path jar;
    private Path cache;
    private BundleFiles files;

    @BeforeEach
    void prepare() throws IOException {
        jar = Files.writeString(directory.resolve("my shop.jar"), "a jar");
        cache = directory.resolve("fetched");
        files = new BundleFiles("there", new BundleCache(cache, now::get));
    }

    private URI store() {
        return directory.resolve("share").toUri();
    }

    @Test
    void aJarOfAStoreIsFetchedOnAnyHostAndKept() throws IOException {
        Bundle bundle = Bundles.publish(jar, "Shop.flow", store());
        assertThat(bundle.host()).isNull();
        assertThat(bundle.location()).endsWith("/" + bundle.sha256() + "/my_shop.jar");
        Path file = files.file(bundle);
        assertThat(file).hasContent("a jar").startsWith(cache).hasFileName("my_shop.jar");
        Files.delete(Path.of(URI.create(bundle.location())));
        assertThat(files.file(bundle)).isEqualTo(file);
    }

    @Test
    void theSameJarIsPutThereOnce() throws IOException {
        Bundle bundle = Bundles.publish(jar, "Shop.flow", store());
        Path there = Path.of(URI.create(bundle.location()));
        Object written = Files.readAttributes(there, "unix:ino").get("ino");
        assertThat(Bundles.publish(jar, "Shop.flow", store())).isEqualTo(bundle);
        assertThat(Files.readAttributes(there, "unix:ino").get("ino")).isEqualTo(written);
    }

    @Test
    void whatWasChangedInTheStoreIsNotLoadedAndASpoiltCopyIsFetchedAgain() throws IOException {
        Bundle bundle = Bundles.publish(jar, "Shop.flow", store());
        Path there = Path.of(URI.create(bundle.location()));
        Files.writeString(there, "another");
        assertThatThrownBy(() -> files.file(bundle)).hasMessageContaining("is not what was registered");
        Bundles.publish(jar, "Shop.flow", store()); // mends it there
        Path file = files.file(bundle);
        assertThat(file).hasContent("a jar");
        Files.writeString(file, "spoilt copy");
        assertThat(files.file(bundle)).isEqualTo(file).hasContent("a jar");
    }

    @Test
    void aJarThatIsGoneOrWasNeverThereIsSaid() throws IOException {
        Bundle bundle = Bundles.publish(jar, "Shop.flow", store());
        Files.delete(Path.of(URI.create(bundle.location())));
        assertThatThrownBy(() -> files.file(bundle))
                .isInstanceOf(UnfitRunException.class)
                .hasMessageContaining("cannot be fetched from " + bundle.location())
                .hasMessageContaining("register it again");
        assertThat(cache).doesNotExist();
    }

    @Test
    void aPlaceThatIsNoneOfOursIsSaid() {
        for (String location :
                new String[] {"s3://bucket", "x", "file:/srv/shop.jar", "ftp://a/" + "0".repeat(64) + "/s.jar"}) {
            Bundle bundle = new Bundle(location, "0".repeat(64), "Shop.flow", null);
            assertThatThrownBy(() -> files.file(bundle))
                    .as(location)
                    .isInstanceOf(UnfitRunException.class)
                    .hasMessageContaining(location);
        }
    }

    @Test
    void onlyAJarIsPutIntoAStore() {
        assertThatThrownBy(() -> Bundles.publish(directory, "Shop.flow", store()))
                .hasMessageContaining("Only a jar can be put into a store");
        assertThatThrownBy(() -> Bundles.publish(jar, "Shop.flow", URI.create("ftp://host/x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://BUCKET/PREFIX");
    }

    @Test
    void codeThatNoRunWantedForLongGoes() throws IOException {
        Path first = files.file(Bundles.publish(jar, "Shop.flow", store()));
        now.updateAndGet(time -> time.plus(BundleCache.KEPT).plus(Duration.ofHours(1)));
        Path other =
                files.file(Bundles.publish(Files.writeString(directory.resolve("b.jar"), "b"), "Shop.flow", store()));
        assertThat(first.getParent()).doesNotExist();
        assertThat(other).exists();
    }
}
