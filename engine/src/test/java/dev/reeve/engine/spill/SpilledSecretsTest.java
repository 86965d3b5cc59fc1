package dev.reeve.engine.spill;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that hold a secret leave memory as they are, for they have to come back so: nobody finds them on the disk. */
final class SpilledSecretsTest {
    private static final String CANARY = "canary-of-the-pages-4711";
    private static final List<Path> SEEN = new CopyOnWriteArrayList<>();

    record Page(int number, String text) {}

    @TempDir
    private Path home;

    static Page page(int number, Secret key) {
        return new Page(number, key.reveal().repeat(200));
    }

    /** Looks, while they are out of memory, at what a killed process would leave: all files that have a name. */
    static int look(List<Page> pages, String place) throws IOException {
        int moved = 0;
        for (Page page : pages) {
            moved += page.text().startsWith(CANARY) ? 1 : 0;
            if (page.number() % 100 == 0) {
                SEEN.addAll(filesIn(Path.of(place)));
            }
        }
        return moved;
    }

    private static List<Path> filesIn(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private RunView run() throws InterruptedException {
        Flow flow = Flow.define("pages", f -> {
            Output<List<Page>> pages = f.map(
                    SpilledSecretsTest::page,
                    each(IntStream.range(0, 500).boxed().toList()),
                    secret("key"));
            f.task(SpilledSecretsTest::look, pages, f.parameter("place", home.toString()));
        });
        return new Tight(home).run(flow, RunOptions.DEFAULT.secrets(name -> Optional.of(CANARY)));
    }

    @Test
    void noFileWithANameHoldsThemWhileTheRunGoesOnOrAfterAKill() throws Exception {
        SEEN.clear();
        RunView run = run();
        assertThat(run.state()).isInstanceOf(State.Success.class);
        Path spill = home.resolve(".reeve/spill");
        assertThat(spill).as("something was moved").isDirectory();
        assertThat(SEEN).isEmpty();
        assertThat(filesIn(home)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spill)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws Exception {
        Path spill = Files.createDirectories(home.resolve(".reeve/spill"));
        Path old = Files.writeString(spill.resolve("reeve-123.spill"), CANARY);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path other = Files.writeString(spill.resolve("notes.txt"), "somebody's own");
        Path young = Files.writeString(spill.resolve("reeve-124.spill"), "");
        run();
        assertThat(new ArrayList<>(filesIn(home))).containsExactlyInAnyOrder(other, young);
    }
}
