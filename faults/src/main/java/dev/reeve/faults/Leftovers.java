package dev.reeve.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is left when all has ended: processes and files. */
final class Leftovers {
    /** A variable in the environment of all that take part. */
    static final String MARK = "REEVE_FAULTS_DIRECTORY";

    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    /** The processes that live and were begun for what lies in that directory. */
    static List<Long> processes(Path directory) throws IOException {
        String mark = "\0" + MARK + "=" + directory + "\0";
        List<Long> found = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (Stream<Path> all = Files.list(PROC)) {
            for (Path each : all.toList()) {
                String name = each.getFileName().toString();
                if (name.matches("\\d+") && hasMark(each, mark)) {
                    found.add(Long.parseLong(name));
                }
            }
        }
        return found;
    }

    private static boolean hasMark(Path process, String mark) {
        try {
            String variables = "\0" + Files.readString(process.resolve("environ"), ISO_8859_1);
            return variables.contains(mark);
        } catch (IOException | SecurityException gone) { // or another user's
            return false;
        }
    }

    /** Files in directories of that name, below that one. */
    static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
