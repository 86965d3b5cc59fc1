package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.NodeOptions;
import dev.reeve.RunOptions;
import dev.reeve.Task;
import dev.reeve.TaskNode;
import dev.reeve.Trigger;
import dev.reeve.graph.Template;
import dev.reeve.state.State;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the reference name all that there is. */
class ReferenceTest {
    @Test
    void everyStateIsListed() throws IOException {
        String page = Documents.read("docs/reference/states-and-triggers.md");

        assertThat(states(State.class))
                .hasSize(16)
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static Set<String> states(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(sub -> sub.isSealed() ? states(sub).stream() : Stream.of(sub.getSimpleName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void statesAreSuccessfulAndFailedAsTheTableSays() throws IOException {
        String page = Documents.read("docs/reference/states-and-triggers.md");

        assertThat(page).contains("| `Skipped` | task | did not run, on purpose; has no value | yes | |");
        assertThat(new State.Skipped("").isSuccessful()).isTrue();
        assertThat(new State.Cancelled("").isSuccessful() || new State.Cancelled("").isFailed())
                .isFalse();
        assertThat(new State.TriggerFailed("").isFailed()).isTrue();
    }

    @Test
    void everyTriggerIsListed() throws IOException {
        String page = Documents.read("docs/reference/states-and-triggers.md");

        Arrays.stream(Trigger.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers()))
                .forEach(field -> assertThat(page).contains("| `Trigger." + field.getName() + "` |"));
        publicMethods(Trigger.class)
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .forEach(method -> assertThat(page).contains("`Trigger." + method.getName() + "("));
    }

    @Test
    void everyOptionOfATaskIsListed() throws IOException {
        String page = Documents.read("docs/reference/options.md");

        Stream.concat(publicMethods(NodeOptions.class), publicMethods(TaskNode.class))
                .filter(method -> NodeOptions.class.isAssignableFrom(method.getReturnType()))
                .forEach(method -> assertThat(page).contains("`." + method.getName() + "("));
        publicMethods(Task.class)
                .filter(method -> !method.getName().equals("annotationType"))
                .forEach(method -> assertThat(page).contains("`" + method.getName() + "`"));
    }

    @Test
    void everyOptionOfARunIsListed() throws IOException {
        String page = Documents.read("docs/reference/options.md");

        publicMethods(RunOptions.class)
                .filter(method -> method.getReturnType() == RunOptions.class)
                .forEach(method -> assertThat(page).contains("`." + method.getName() + "("));
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    @Test
    void everyTemplateVariableIsListed() throws IOException {
        String page = Documents.read("docs/reference/template-variables.md");

        assertThat(Template.CONTEXT_VARIABLES)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void everyFieldOfAStoredResultIsListed(@TempDir Path directory) throws IOException {
        Downloads.runThreeTimes(directory);
        String page = Documents.read("docs/reference/stored-result-format.md");
        try (Stream<Path> files = Files.walk(directory.resolve("targets"))) {
            Path stored = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            String[] lines = Files.readString(stored).split("\n", 3);
            assertThat(lines[0]).isEqualTo("REEVE-RESULT 1");
            assertThat(page).contains("`REEVE-RESULT 1`");
            Matcher field = Pattern.compile("[{,]\"(\\w+)\":").matcher(lines[1]);
            int fields = 0;
            while (field.find()) {
                assertThat(page).contains("| `" + field.group(1) + "` |");
                fields++;
            }
            assertThat(fields).isEqualTo(13);
            assertThat(lines[2]).contains("apples");
        }
    }
}
