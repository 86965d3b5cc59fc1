package dev.reeve.examples.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** README and docs of this checkout. */
final class Documents {
    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();

    private Documents() {}

    /**
     * A fenced block.
     *
     * @param language what stands after the opening fence
     * @param above the last line before it that is not blank
     */
    record Block(Path document, int line, String language, String above, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }

        @Override
        public String toString() {
            return ROOT.relativize(document) + ":" + line;
        }
    }

    static Path root() {
        return ROOT;
    }

    /** All pages. */
    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    static String read(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    /** The fenced blocks of all pages. */
    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : all()) {
            blocks.addAll(blocks(page, Files.readAllLines(page)));
        }
        return blocks;
    }

    static List<Block> blocks(Path page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String above = "";
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i).strip();
            if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                blocks.add(new Block(
                        page, i + 1, line.substring(3).strip(), above, List.copyOf(lines.subList(i + 1, end))));
                i = end;
            } else if (!line.isEmpty()) {
                above = line;
            }
            i++;
        }
        return blocks;
    }
}
