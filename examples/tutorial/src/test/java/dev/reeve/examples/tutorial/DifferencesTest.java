package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each difference that a page claims names a test in its source, and there is such a test. */
class DifferencesTest {
    private static final Pattern TEST = Pattern.compile("<!-- (\\w+)\\.(\\w+) --> \\|$");

    private static List<String> rows() throws IOException {
        String page = Documents.read("docs/from-prefect.md");
        return page.substring(page.indexOf("## What behaves differently"), page.indexOf("## Not there yet"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Where |"))
                .toList();
    }

    /** The tests of all modules, by class; classes of one name are taken together. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(Documents.root())) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                Path sources = module.resolve("src/test/java");
                if (Files.exists(sources)) {
                    read(sources, tests);
                }
            }
        }
        return tests;
    }

    private static void read(Path sources, Map<String, String> tests) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
    }

    @Test
    void thePageHasRows() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(50);
    }

    @TestFactory
    Stream<DynamicTest> everyDifferenceIsBackedByATest() throws IOException {
        Map<String, String> tests = tests();
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.substring(2, Math.min(60, row.length())), () -> {
                    Matcher test = TEST.matcher(row);
                    assertThat(test.find())
                            .as("a test at the end of the row, as in <!-- ThingsTest.thisIsSo -->: %s", row)
                            .isTrue();
                    assertThat(tests.getOrDefault(test.group(1), ""))
                            .as("the source of %s", test.group(1))
                            .contains("void " + test.group(2) + "(");
                }));
    }
}
