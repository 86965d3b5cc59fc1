package dev.reeve.server.ui;

import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The UI: one page for all paths, which a program in the browser fills, and the files of that program. Read once, held in
 * memory (about a megabyte). Where the UI was not built there is one page that says so. Immutable.
 */
public final class Site implements Pages {
    /** Where the build of the UI leaves it among the classes. */
    public static final String BUILT = "/dev/reeve/ui/";

    private static final String NOT_BUILT = """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Reeve</title>
            <h1>The pages of this server were not built</h1>
            <p>The server works, and so do its API and the command <code>reeve</code>. The pages were left out when it was
            built: with -DskipUi, or because Node.js 20 or newer was not there. Install Node.js with npm and build again.</p>
            </html>
            """;

    private final Map<String, SiteFile> files;
    private final List<String> pages;
    private final @Nullable String index;

    private Site(Map<String, SiteFile> files, List<String> pages, @Nullable String index) {
        this.files = Map.copyOf(files);
        this.pages = List.copyOf(pages);
        this.index = index;
    }

    /** That which was built with this server. */
    public static Site built() {
        return in(BUILT);
    }

    /**
     * That in a folder among the classes: {@code pages.txt} has the paths of pages, {@code files.txt} those of files, which
     * lie in {@code site}, beside the same compressed with {@code .br} and {@code .gz} behind their names.
     */
    static Site in(String folder) {
        byte[] index = read(folder + "site/index.html");
        if (index == null) {
            return new Site(Map.of(), List.of("/"), null);
        }
        Map<String, SiteFile> files = new HashMap<>();
        for (String path : lines(folder + "files.txt")) {
            byte[] plain = read(folder + "site/" + path);
            if (plain == null) {
                throw new IllegalStateException("The UI lacks its file " + path + ". Build it again.");
            }
            files.put(
                    "/" + path,
                    SiteFile.of(
                            path, plain, read(folder + "site/" + path + ".br"), read(folder + "site/" + path + ".gz")));
        }
        return new Site(files, lines(folder + "pages.txt"), new String(index, StandardCharsets.UTF_8));
    }

    private static List<String> lines(String resource) {
        byte[] bytes = read(resource);
        return bytes == null
                ? List.of()
                : Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = Site.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the UI among the classes: " + resource, e);
        }
    }

    @Override
    public List<String> paths() {
        List<String> all = new ArrayList<>(pages);
        all.addAll(files.keySet());
        return all;
    }

    @Override
    public Answer at(Asked asked) {
        SiteFile file = files.get(asked.path());
        return file == null ? page(asked, 200) : file.answer(asked);
    }

    @Override
    public Optional<Answer> missing(Asked asked) {
        return index == null ? Optional.empty() : Optional.of(page(asked, 404));
    }

    /** Small, and asked for anew each time: it names the files, whose names change with what is in them. */
    private Answer page(Asked asked, int status) {
        String html =
                index == null ? NOT_BUILT : index.replace("<base href=\"/\"", "<base href=\"" + asked.base() + "\"");
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String tag = SiteFile.tag(body);
        boolean known = status == 200 && SiteFile.known(asked.known(), tag);
        Answer answer = known
                ? new Answer(304, null, Map.of(), null)
                : SiteFile.bytes(status, "text/html; charset=utf-8", body);
        return SiteFile.closed(answer).with("ETag", tag).with("Cache-Control", "no-cache");
    }
}
