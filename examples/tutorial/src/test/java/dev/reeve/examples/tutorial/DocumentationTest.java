package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.examples.tutorial.Documents.Block;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the pages against the code, so that they cannot say what is no longer so. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PRINTED = Pattern.compile("<!-- printed by (\\w+) -->");

    @TestFactory
    Stream<DynamicTest> everyBlockOfJavaStandsInTheSources() throws IOException {
        Sources sources = Sources.read();
        return Documents.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> assertThat(sources.have(block.lines()))
                                .as("%s is in no source file of this module:%n%s", block, block.text())
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyOutputIsWhatTheProgramPrints() throws IOException {
        return Documents.blocks().stream()
                .filter(block -> PRINTED.matcher(block.above()).matches())
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> assertThat(Printed.by(program(block))).isEqualTo(block.text())));
    }

    private static String program(Block block) {
        Matcher printed = PRINTED.matcher(block.above());
        assertThat(printed.matches()).isTrue();
        return printed.group(1);
    }

    @Test
    void readmeAndTutorialShowJavaAndOutput() throws IOException {
        assertThat(Documents.blocks())
                .anyMatch(block -> block.document().endsWith("README.md")
                        && PRINTED.matcher(block.above()).matches());
        assertThat(Documents.blocks().stream()
                        .filter(block -> block.document().endsWith("tutorial.md")
                                && block.language().equals("java")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void everyFenceSaysItsLanguage() throws IOException {
        assertThat(Documents.blocks()).noneMatch(block -> block.language().isEmpty());
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path page : Documents.all()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                URI target = URI.create(link.group(1));
                if (target.getScheme() == null && !target.getPath().isEmpty()) {
                    assertThat(page.resolveSibling(target.getPath()))
                            .as("link %s of %s", target, page)
                            .exists();
                }
            }
        }
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        TreeSet<Path> reached = new TreeSet<>();
        reach(Documents.root().resolve("README.md"), reached);
        assertThat(reached).containsAll(Documents.all());
    }

    private static void reach(Path page, TreeSet<Path> reached) throws IOException {
        if (!page.toString().endsWith(".md") || !Files.exists(page) || !reached.add(page)) {
            return;
        }
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            URI target = URI.create(link.group(1));
            if (target.getScheme() == null && !target.getPath().isEmpty()) {
                reach(page.resolveSibling(target.getPath()).normalize(), reached);
            }
        }
    }

    @Test
    void readmeIsShortAndShowsAFlowBeforeLineThirty() throws IOException {
        List<String> lines = Documents.read("README.md").lines().toList();
        assertThat(lines).hasSizeLessThan(150);
        assertThat(lines.subList(0, 29)).anyMatch(line -> line.contains("Flow.define("));
    }

    @Test
    void aBlockThatDiffersFromTheSourcesIsNoticed() {
        Sources sources = Sources.of("class A {\n    // snippet: x\n    int a() {\n        return 1;\n    }\n}\n");

        assertThat(sources.have(List.of("int a() {", "    return 1;", "}"))).isTrue();
        assertThat(sources.have(List.of("int a() {", "    return 2;", "}"))).isFalse();
        assertThat(sources.have(List.of("int a() {", "return 1;", "}"))).isFalse();
    }
}
