package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.examples.tutorial.Documents.Block;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The tutorial shows what javac says of a wrong wire, with lines left out. */
class WrongWireTest {
    @Test
    void theTutorialQuotesWhatJavacSays() throws IOException {
        String said = compile(Path.of("src/test/resources/wrong/WrongWire.java"));
        Block quoted = Documents.blocks().stream()
                .filter(block -> block.above().equals("<!-- said by javac -->"))
                .findFirst()
                .orElseThrow();

        int from = 0;
        for (String line : quoted.lines()) {
            if (!line.strip().equals("...")) {
                int at = said.indexOf(line.strip(), from);
                assertThat(at).as("\"%s\" is not in%n%s", line, said).isNotNegative();
                from = at + line.strip().length();
            }
        }
    }

    /** Without a listener, javac writes as it does on a command line. */
    private static String compile(Path source) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ENGLISH, null)) {
            List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "target");
            boolean compiled = javac.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).isFalse();
        }
        return said.toString();
    }
}
