package dev.reeve.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The length of the source files of all modules, found from the root of the repository. */
class SourceFilesTest {
    private static final int LONGEST = 500;
    private static final int LONGEST_TEST = 700;
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            long lines;
            try (var read = Files.lines(file)) {
                lines = read.count();
            }
            int longest = file.toUri().getPath().contains("/src/main/") ? LONGEST : LONGEST_TEST;
            if (lines > longest) {
                tooLong.add(root().relativize(file) + " has " + lines + " lines, more than " + longest);
            }
        }
        assertThat(tooLong).as("files to be split in two").isEmpty();
    }

    @Test
    void theFilesOfThisModuleAreAmongThem() throws IOException {
        assertThat(sources())
                .contains(root().resolve("core/src/test/java/dev/reeve/architecture/SourceFilesTest.java"))
                .contains(root().resolve("core/src/main/java/dev/reeve/state/State.java"));
    }

    /** The outermost directory above that has a {@code pom.xml}, with no gap between. */
    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root;
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return NOT_OURS.contains(name) || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
