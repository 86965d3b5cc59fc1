package dev.reeve.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows an SVG in a real browser: Chromium, from CHROMIUM in the environment or /usr/bin/chromium. */
final class SvgBrowserTest {
    @TempDir
    private Path folder;

    private static String svg() {
        FlowFixture flow = new FlowFixture("covid <monthly>");
        Input country = flow.parameter("country");
        Input cases = flow.task("download & filter", country);
        flow.guarded(new Guard(cases, true, "if a < b")).task("print]]>data", cases);
        flow.guarded().task("表示 👩‍🚀", cases);
        return Drawing.of(flow.graph()).svg();
    }

    @Test
    void aBrowserShowsTheBoxes() throws Exception {
        Path shot = folder.resolve("shot.png");
        browser("--screenshot=" + shot, "--window-size=600,500");
        BufferedImage image = ImageIO.read(shot.toFile());
        Set<Integer> colours = new HashSet<>();
        int dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int rgb = image.getRGB(x, y) & 0xFFFFFF;
                colours.add(rgb);
                dark += (rgb & 0xFF) < 0x60 ? 1 : 0;
            }
        }
        assertThat(colours).contains(0xFFFFFF, 0xF8F9FA); // the paper and the inside of a box
        assertThat(dark).isGreaterThan(500); // letters and lines
    }

    @Test
    void aBrowserReadsTheTextsAsTheyAre() throws Exception {
        String dom = browser("--dump-dom");
        assertThat(dom)
                .contains(">covid &lt;monthly&gt;</text>", ">download &amp; filter</text>", ">print]]&gt;data</text>")
                .contains(">if a &lt; b</text>", ">表示 👩‍🚀</text>")
                .doesNotContain("parsererror");
    }

    private String browser(String... options) throws Exception {
        Path page = folder.resolve("flow.svg");
        Path out = folder.resolve("out.txt");
        Files.writeString(page, svg());
        List<String> command = new ArrayList<>(List.of(chromium(), "--headless", "--no-sandbox", "--disable-gpu"));
        command.addAll(List.of("--disable-quic", "--no-first-run", "--disable-background-networking"));
        command.addAll(List.of("--disable-component-update", "--disable-sync", "--hide-scrollbars"));
        command.add("--user-data-dir=" + folder.resolve("profile"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as("Chromium ended within a minute").isTrue();
        return Files.readString(out);
    }

    private static String chromium() throws IOException {
        String path = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
        if (!Files.isExecutable(Path.of(path))) {
            throw new IOException("This test shows a drawing in a browser, and there is none at " + path
                    + ". Install Chromium (Debian: apt-get install chromium) or set CHROMIUM to its path.");
        }
        return path;
    }
}
