package dev.reeve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a flow's definition, as the files under {@code surface} list them.
 *
 * @param id its number
 * @param title what it shows
 * @param before what stands before it
 * @param line the line
 * @param phrases what javac has to say about it
 */
record SourceCase(String id, String title, String before, String line, List<String> phrases) {
    static List<SourceCase> read(String resource) {
        List<SourceCase> cases = new ArrayList<>();
        String id = "";
        String title = "";
        String before = "";
        for (String text : text(resource).lines().toList()) {
            if (text.startsWith("= ")) {
                id = text.substring(2, 5);
                title = text.substring(6);
                before = "";
            } else if (text.startsWith("- ")) {
                before = text.substring(2);
            } else if (text.startsWith("> ")) {
                cases.add(new SourceCase(id, title, before, text.substring(2), new ArrayList<>()));
            } else if (text.startsWith("! ")) {
                cases.getLast().phrases().add(text.substring(2));
            }
        }
        return cases;
    }

    static String text(String resource) {
        try (InputStream in = SourceCase.class.getResourceAsStream("/surface/" + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id + " " + title;
    }
}
