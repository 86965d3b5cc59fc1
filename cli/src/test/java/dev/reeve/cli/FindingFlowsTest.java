package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingFlowsTest {
    @TempDir
    Path home;

    @Test
    void severalFlowsAreListedWithTheirMethods() {
        Invocation run = new Invocation(home).run("run", "dev.reeve.cli.flows.ShopFlows", "--cp", Invocation.classes());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("dev\\.reeve\\.cli\\.flows\\.ShopFlows has \\d+ flows\\. Choose one with --flow")
                .contains("dev.reeve.cli.flows.ShopFlows.greeting  \"greeting\"");
    }

    @Test
    void aWrongNameListsWhatThereIs() {
        Invocation run = find("ShopFlows", "--flow", "greting");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is no flow \"greting\" in").contains("Did you mean \"greeting\"");
    }

    @Test
    void aFlowIsNamedByItselfOrByItsMethod() {
        for (String name : List.of(
                "greeting",
                "ShopFlows.greeting",
                "ShopFlows::greeting",
                "ShopFlows.greeting()",
                "dev.reeve.cli.flows.ShopFlows.greeting")) {
            assertThat(find("ShopFlows", "--flow", name).out()).as(name).contains("greeting");
        }
    }

    @Test
    void classesAreNotInitialisedOnlyToLook() {
        System.clearProperty("reeve.test.initialised");
        Invocation run = new Invocation(home).run("visualize", Invocation.classes(), "--flow", "ShopFlows.greeting");
        assertThat(run.code()).isZero();
        assertThat(System.getProperty("reeve.test.initialised")).isNull();
    }

    @Test
    void allMistakesOfADefinitionAreShown() {
        Invocation run = find("BrokenFlows", "--flow", "BrokenFlows.mistaken");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Flow \"mistaken\" has 2 mistakes.").doesNotContain("\tat ");
    }

    @Test
    void whatTheUsersCodeThrowsSaysWhere() {
        assertThat(find("BrokenFlows", "--flow", "BrokenFlows.throwing").err())
                .contains("dev.reeve.cli.flows.BrokenFlows.throwing() could not define its flow:"
                        + " IllegalStateException: no table \"orders\" (BrokenFlows.java:");
        assertThat(find("BrokenFlows", "--flow", "BrokenFlows.throwing", "--verbose")
                        .err())
                .contains("Caused by: java.lang.IllegalStateException");
        assertThat(find("BrokenFlows", "--flow", "BrokenFlows.absent").err())
                .contains("returned null instead of a flow");
    }

    @Test
    void aFlowThatCannotBeDefinedDoesNotHideTheOthers() {
        assertThat(find("BrokenFlows").err())
                .contains("has 3 flows")
                .contains("BrokenFlows.absent (cannot be defined: ");
    }

    @Test
    void methodsThatAreAlmostFlowsSayWhatIsMissing() {
        Invocation run = find("HiddenFlows");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("There is no flow in dev.reeve.cli.flows.HiddenFlows.")
                .contains("public static Flow flow()")
                .contains("dev.reeve.cli.flows.HiddenFlows.unseen() is public, but its class is not.");
    }

    @Test
    void aClassThatIsNotThereSaysWhereItWasLookedFor() {
        Invocation run = new Invocation(home).run("visualize", "org.acme.None", "--cp", Invocation.classes());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is no class org.acme.None in " + Invocation.classes());
    }

    @Test
    void aFileThatIsNotThereSaysWhatToDo() {
        Invocation run = new Invocation(home).run("run", "target/x.jar");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is no file or directory " + home.resolve("target/x.jar"), "mvn package");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Files.writeString(home.resolve("x.jar"), "no jar");
        Invocation run = new Invocation(home).run("run", "x.jar");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("x.jar cannot be read as a jar");
    }

    @Test
    void anEmptyPlaceIsRefused() {
        Invocation run = new Invocation(home).run("run", "");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("The place of the flow is empty. Name a jar");
    }

    @Test
    void theWorkingDirectoryIsNamedWhereItHasNoFlow() {
        Invocation run = new Invocation(home).run("run", ".");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is no flow in " + home + ". A flow is found by");
    }

    @Test
    void aClassOutsideOfItsPackageSaysWhichDirectoryToName() throws IOException {
        Path wrong = Files.createDirectories(home.resolve("deep/er"));
        Path flows = Path.of(Invocation.classes()).resolve("dev/reeve/cli/flows/ShopFlows.class");
        Files.copy(flows, wrong.resolve("ShopFlows.class"));
        assertThat(new Invocation(home).run("run", "deep").err())
                .contains(
                        "The class er.ShopFlows is not where its package says: the file holds"
                                + " dev.reeve.cli.flows.ShopFlows. Name the directory that holds the first part of the package");
    }

    @Test
    void aProjectThatIsNotBuiltSaysHow() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        assertThat(new Invocation(home).run("run", ".").err()).contains("not built yet. Build it first: mvn package");
    }

    @Test
    void aJarFindsItsLibrariesByManifestAndBesideIt() throws IOException {
        Path classes = Path.of(Invocation.classes());
        String flows = "dev/reeve/cli/flows/";
        Path lib = Files.createDirectories(home.resolve("target/lib"));
        jar(lib.resolve("beside.jar"), "", classes, flows + "ShopFlows$Shop.class");
        jar(home.resolve("target/whole.jar"), "", classes, flows + "ShopFlows.class");
        assertThat(new Invocation(home)
                        .run("run", "target/whole.jar", "--flow", "greeting")
                        .code())
                .isZero();

        Path other = Files.createDirectories(home.resolve("other"));
        jar(other.resolve("linked.jar"), "../target/lib/beside.jar", classes, flows + "ShopFlows.class");
        Invocation run = new Invocation(home).run("run", "other/linked.jar", "--flow", "greeting");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void aClassPathIsTakenAsItIs() {
        String path = Invocation.classes() + java.io.File.pathSeparator + home;
        assertThat(new Invocation(home).run("run", path, "--flow", "quiet").code())
                .isZero();
        assertThat(new Invocation(home)
                        .run("run", path + ":nowhere", "--flow", "quiet")
                        .err())
                .contains("There is no file or directory " + home.resolve("nowhere"));
    }

    private static void jar(Path file, String classPath, Path classes, String entry) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(Files.readAllBytes(classes.resolve(entry)));
            jar.closeEntry();
        }
    }

    private Invocation find(String type, String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "visualize";
        args[1] = "dev.reeve.cli.flows." + type;
        args[2] = "--cp";
        args[3] = Invocation.classes();
        System.arraycopy(more, 0, args, 4, more.length);
        return new Invocation(home).run(args);
    }
}
