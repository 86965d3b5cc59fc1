package dev.reeve.cli.project;

import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Maven project with a flow, a test and a README, for a user to start from. */
public final class NewProject {
    private final Path directory;
    private final ProjectNames names;
    private final String version;

    private NewProject(Path directory, ProjectNames names, String version) {
        this.directory = directory;
        this.names = names;
        this.version = version;
    }

    /**
     * A project that is to be.
     *
     * @param name null to make one of the directory's
     * @param packageName null to make one of the name
     * @param version which version of Reeve it depends on
     * @throws MistakeException if a name will not do
     */
    public static NewProject of(Path directory, @Nullable String name, @Nullable String packageName, String version) {
        Path last = directory.getFileName();
        ProjectNames names = ProjectNames.of(
                last == null ? "" : last.toString(), name == null ? "" : name, packageName == null ? "" : packageName);
        return new NewProject(directory, names, version);
    }

    /**
     * Writes its files.
     *
     * @throws MistakeException if there are files already; none is touched then
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        refuseFiles();
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent() == null ? directory : path.getParent());
            Files.writeString(path, filled(file.getValue()));
        }
    }

    private void refuseFiles() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new MistakeException(directory + " is a file. Name a directory that is empty or not there yet.");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            if (files.iterator().hasNext()) {
                throw new MistakeException(
                        directory + " has files in it. Name a directory that is empty or not there yet.");
            }
        }
    }

    /** The templates by the files that they become. */
    private Map<String, String> files() {
        String folder = names.packageName().replace('.', '/');
        String test = names.className() + "Test";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml.txt");
        files.put("README.md", "README.md.txt");
        files.put(".gitignore", "gitignore.txt");
        files.put("src/main/java/" + folder + "/" + names.className() + ".java", "Flow.java.txt");
        files.put("src/main/java/" + folder + "/Order.java", "Order.java.txt");
        files.put("src/main/java/" + folder + "/Revenue.java", "Revenue.java.txt");
        files.put("src/main/resources/" + folder + "/orders.csv", "orders.csv.txt");
        files.put("src/main/resources/logback.xml", "logback.xml.txt");
        files.put("src/test/java/" + folder + "/" + test + ".java", "FlowTest.java.txt");
        return files;
    }

    private String filled(String template) throws IOException {
        try (InputStream in = NewProject.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IOException("the template " + template + " is missing in this build of reeve");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{name}}", names.name())
                    .replace("{{package}}", names.packageName())
                    .replace("{{class}}", names.className())
                    .replace("{{version}}", version);
        }
    }

    /**
     * What to do with it, for people: lines to paste into a shell.
     *
     * @param reeve how the command is called
     */
    public String next(String reeve) {
        return """
            Made %s, with the flow "%s" in %s.java.
            Try next:
              cd %s
              mvn -q verify
              %s run target/%s.jar
              %s visualize target/%s.jar -o flow.svg
            README.md says more.
            """.formatted(
                        directory,
                        names.name(),
                        names.className(),
                        quoted(directory.toString()),
                        quoted(reeve),
                        names.name(),
                        quoted(reeve),
                        names.name());
    }

    /** For a shell. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
