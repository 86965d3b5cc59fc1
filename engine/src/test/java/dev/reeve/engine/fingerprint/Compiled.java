package dev.reeve.engine.fingerprint;

import dev.reeve.Flow;
import dev.reeve.JavaSources;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A program with a class {@code F} that has a {@code flow()}, compiled into a directory of its own. */
record Compiled(Path place) {
    private static final String IMPORTS = "import dev.reeve.*; import static dev.reeve.Inputs.*; import java.util.*;"
            + " import java.util.function.*;\n";

    /** Of sources that each have one class at the top, named first in them. */
    static Compiled in(Path directory, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(directory, "classes");
        JavaSources java = new JavaSources().options("-g", "-parameters");
        for (String source : sources) {
            java.add(source.split("(class|interface|record|enum) ")[1].split("\\W")[0], IMPORTS + source);
        }
        java.compileTo(classes).load().close(); // or says what javac did
        return new Compiled(classes);
    }

    Compiled with(String file, String content) throws IOException {
        Path path = place.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** The same in a jar. */
    Compiled jar() throws IOException {
        Path jar = place.resolveSibling(place.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(place)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(place.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return new Compiled(jar);
    }

    /** The codes of the flow's tasks. */
    Map<String, TaskCode> codes() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, Compiled.class.getClassLoader())) {
            Flow flow = (Flow) loader.loadClass("F").getMethod("flow").invoke(null);
            FlowGraph graph = flow.graph();
            Map<String, TaskCode> codes = new TreeMap<>();
            for (GraphNode node : graph.nodes()) {
                codes.put(node.name(), TaskCodes.of(graph, node));
            }
            return codes;
        }
    }

    /** The tasks whose code is another than there. */
    Set<String> changedFrom(Compiled before) throws Exception {
        Map<String, TaskCode> was = before.codes();
        Set<String> changed = new TreeSet<>();
        codes().forEach((task, code) -> {
            TaskCode then = was.get(task);
            if (then == null || !then.fingerprint().equals(code.fingerprint())) {
                changed.add(task);
            }
        });
        return changed;
    }
}
