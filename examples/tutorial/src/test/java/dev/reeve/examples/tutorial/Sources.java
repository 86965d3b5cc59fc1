package dev.reeve.examples.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of this module, without the lines that mark snippets. */
final class Sources {
    private final List<List<String>> files;

    private Sources(List<List<String>> files) {
        this.files = List.copyOf(files);
    }

    static Sources read() throws IOException {
        List<List<String>> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of("src"))) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".java")).toList()) {
                files.add(of(Files.readAllLines(path)));
            }
        }
        return new Sources(files);
    }

    static Sources of(String text) {
        return new Sources(List.of(of(text.lines().toList())));
    }

    private static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.strip().startsWith("// snippet"))
                .map(String::stripTrailing)
                .toList();
    }

    /** Whether these lines stand in one of the files, one after another, however far indented as a whole. */
    boolean have(List<String> lines) {
        List<String> wanted =
                unindented(lines.stream().map(String::stripTrailing).toList());
        for (List<String> file : files) {
            for (int from = 0; from + wanted.size() <= file.size(); from++) {
                boolean begins = file.get(from).strip().equals(wanted.get(0).strip());
                if (begins
                        && unindented(file.subList(from, from + wanted.size())).equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> unindented(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .toList();
    }
}
