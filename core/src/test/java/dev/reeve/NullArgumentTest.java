package dev.reeve;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.reeve.spi.Serializer;
import dev.reeve.state.Backoff;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Null where a verb of the definition needs a value. */
final class NullArgumentTest {
    private static final String NOTHING = null;

    static String hi(String s) {
        return s;
    }

    static void greet(String s) {}

    private static Arguments option(String verb, String argument, Consumer<TaskNode<String>> option) {
        return arguments(verb, argument, option);
    }

    static List<Arguments> options() {
        return List.of(
                option(".named(..)", "name", t -> t.named(null)),
                option(".retries(..)", "delay", t -> t.retries(1, null)),
                option(".backoff(..)", "backoff", t -> t.backoff((Backoff) null)),
                option(".retryOn(..)", "cause", t -> t.retryOn((Class<? extends Throwable>) null)),
                option(".retryOn(..)", "cause 2", t -> t.retryOn(IllegalStateException.class, null)),
                option(".retryOn(..)", "causes", t -> t.retryOn((Predicate<Throwable>) null)),
                option(".timeout(..)", "limit", t -> t.timeout(null)),
                option(".trigger(..)", "trigger", t -> t.trigger(null)),
                option(".after(..)", "task", t -> t.after((Node) null)),
                option(".after(..)", "task", t -> t.after((Node[]) null)),
                option(".tags(..)", "tag 2", t -> t.tags("a", null)),
                option(".onlyIf(..)", "condition", t -> t.onlyIf(null)),
                option(".requires(..)", "resource", t -> t.requires(null, 1)),
                option(".version(..)", "version", t -> t.version(null)),
                option(".reads(..)", "asset", t -> t.reads(NOTHING)),
                option(".produces(..)", "asset", t -> t.produces(NOTHING)),
                option(".onStateChange(..)", "handler", t -> t.onStateChange(null)),
                option(".onRetry(..)", "handler", t -> t.onRetry(null)),
                option(".onFailure(..)", "handler", t -> t.onFailure(null)),
                option(".target(..)", "template", t -> t.target(null)),
                option(".cacheFor(..)", "age", t -> t.cacheFor(null)),
                option(".sharedCache(..)", "key", t -> t.sharedCache(null)),
                option(".cachedBy(..)", "key", t -> t.cachedBy((CacheKey) null)),
                option(".rateLimit(..)", "span", t -> t.rateLimit(1, null)),
                option(".runNamed(..)", "template", t -> t.runNamed(null)),
                option(".serializer(..)", "serializer", t -> t.serializer((Serializer) null)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("options")
    void anOptionNamesTaskVerbAndArgument(String verb, String argument, Consumer<TaskNode<String>> option) {
        assertThatThrownBy(() -> Flow.define("daily", f -> option.accept(f.task(NullArgumentTest::hi, value("x")))))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Flow \"daily\", task \"hi\": " + verb + " got null as its " + argument + ". ");
    }

    private static Arguments verb(String verb, String argument, Consumer<FlowBuilder> call) {
        return arguments(verb, argument, call);
    }

    static List<Arguments> verbs() {
        Output<Boolean> yes = value(true);
        return List.of(
                verb("f.task(..)", "function", f -> f.task((Task0<String>) null)),
                verb("f.action(..)", "function", f -> f.action((Action0) null)),
                verb("f.map(..)", "function", f -> f.map((Task1<String, String>) null, each(List.of("a")))),
                verb("f.forEach(..)", "function", f -> f.forEach((Action1<String>) null, each(List.of("a")))),
                verb("f.loop(..)", "function", f -> f.loop((Task1<String, Loop<String, String>>) null, value("a"))),
                verb("f.resource(..)", "function", f -> f.resource((Task0<String>) null)),
                verb("f.describedAs(..)", "text", f -> f.describedAs(null)),
                verb("f.runNamed(..)", "template", f -> f.runNamed(null)),
                verb("f.onStateChange(..)", "watcher", f -> f.onStateChange(null)),
                verb("f.parameter(..)", "name", f -> f.parameter(null, "x")),
                verb("f.parameter(..)", "type", f -> f.parameter("x", (Class<String>) null)),
                verb("f.parameter(..)", "type", f -> f.parameter("x", (TypeRef<String>) null)),
                verb(
                        "parameter \"x\".describedAs(..)",
                        "text",
                        f -> f.parameter("x", "").describedAs(null)),
                verb("f.branch(..)", "condition", f -> f.branch(null, () -> yes, () -> yes)),
                verb("f.branch(..)", "block", f -> f.branch(yes, () -> yes, (Supplier<Output<Boolean>>) null)),
                verb("f.onlyIf(..)", "condition", f -> f.onlyIf(null, () -> {})),
                verb("f.onlyIf(..)", "block", f -> f.onlyIf(yes, null)),
                verb("f.choose(..)", "output", f -> f.choose((Output<String>) null)),
                verb("f.choose(..)", "block", f -> f.choose(yes).when(true, (Supplier<Output<String>>) null)),
                verb("f.merge(..)", "branch 2", f -> f.merge(yes, null)),
                verb("f.fanOut(..)", "list", f -> f.fanOut((Output<List<String>>) null, a -> a)),
                verb(
                        "f.fanOut(..)",
                        "block",
                        f -> f.fanOut(value(List.of("")), (Function<Output<String>, Output<String>>) null)),
                verb("f.subflow(..)", "flow", f -> f.subflow((Flow) null)),
                verb("f.approval(..)", "question", f -> f.approval(null)),
                verb("f.referenceTasks(..)", "task", f -> f.referenceTasks((Node) null)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("verbs")
    void aVerbOfTheBuilderNamesFlowVerbAndArgument(String verb, String argument, Consumer<FlowBuilder> call) {
        assertThatThrownBy(() -> Flow.define("daily", call))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("Flow \"daily\": " + verb + " got null as its " + argument + ". ");
    }

    private static Arguments word(String message, ThrowingCallable call) {
        return arguments(message, call);
    }

    static List<Arguments> words() {
        return List.of(
                word("Flow.define(..) got null as its name", () -> Flow.define(null, f -> {})),
                word("Flow \"d\": Flow.define(..) got null as its body", () -> Flow.define("d", null)),
                word("Flow \"d\": Flow.returning(..) got null as its body", () -> Flow.returning("d", null)),
                word("all(..) got null as its output 2", () -> Inputs.all(value(1), null)),
                word("all(..) got null as its output", () -> Inputs.all((Collection<Output<String>>) null)),
                word("each(..) got null as its list", () -> each((Output<List<String>>) null)),
                word("each(..) got null as its list", () -> each((List<String>) null)),
                word("flatten(..) got null as its lists", () -> Inputs.flatten(null)),
                word("secret(..) got null as its name", () -> Inputs.secret(null)),
                word("with(..) got null as its parameter", () -> Inputs.with(null, value(1))),
                word("with(..) got null as its input", () -> Inputs.with("p", null)),
                word(
                        "value x.get(..) got null as its component",
                        () -> value("x").get(null)),
                word("RunOptions.runName(..) got null", () -> RunOptions.DEFAULT.runName(null)),
                word("RunOptions.executor(..) got null", () -> RunOptions.DEFAULT.executor(null)),
                word("RunOptions.deadline(..) got null as its limit", () -> RunOptions.DEFAULT.deadline(null)),
                word("RunOptions.grace(..) got null as its limit", () -> RunOptions.DEFAULT.grace(null)),
                word("RunOptions.limit(..) got null as its resource", () -> RunOptions.DEFAULT.limit(null, 1)),
                word("RunOptions.limitTag(..) got null as its tag", () -> RunOptions.DEFAULT.limitTag(null, 1)),
                word(
                        "RunOptions.rateLimit(..) got null as its tag",
                        () -> RunOptions.DEFAULT.rateLimit(null, 1, Duration.ofSeconds(1))),
                word("RunOptions.rateLimit(..) got null as its span", () -> RunOptions.DEFAULT.rateLimit("a", 1, null)),
                word("CacheKey.inputs(..) got null as its name 2", () -> CacheKey.inputs("a", null)),
                word("CacheKey.parameters(..) got null as its name", () -> CacheKey.parameters(NOTHING)),
                word("CacheKey.of(..) got null as its function", () -> CacheKey.of(null)),
                word("CacheKey.usableIf(..) got null as its function", () -> CacheKey.usableIf(null)),
                word("RunOptions.resume(..) got null as its task", () -> RunOptions.DEFAULT.resume(NOTHING)),
                word(
                        "RunOptions.parameters(..) got null as its values",
                        () -> RunOptions.DEFAULT.parameters((Map<String, Object>) null)),
                word(
                        "RunOptions.onStateChange(..) got null as its watcher",
                        () -> RunOptions.DEFAULT.onStateChange((Consumer<StateChange>) null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("words")
    void aWordThatStandsForItselfNamesItsArgument(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("leave the call out");
    }

    static List<Arguments> approvals() {
        return List.of(
                arguments(".named(..)", "name", (Consumer<ApprovalNode<?>>) a -> a.named(null)),
                arguments(".showing(..)", "output", (Consumer<ApprovalNode<?>>) a -> a.showing((Output<?>) null)),
                arguments(".by(..)", "role", (Consumer<ApprovalNode<?>>) a -> a.by(NOTHING)),
                arguments(".timeout(..)", "limit", (Consumer<ApprovalNode<?>>) a -> a.timeout((Duration) null)),
                arguments(".after(..)", "task", (Consumer<ApprovalNode<?>>) a -> a.after((Node) null)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("approvals")
    void anOptionOfAnApprovalNamesVerbAndArgument(String verb, String argument, Consumer<ApprovalNode<?>> option) {
        assertThatThrownBy(() -> Flow.define("daily", f -> option.accept(f.approval("Go on?"))))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith(
                        "Flow \"daily\", task \"approval\": " + verb + " got null as its " + argument + ". ");
    }

    @Test
    void aMissingInputNamesTheTaskAndItsPlace() {
        assertThatThrownBy(() -> Flow.define("daily", f -> f.action(NullArgumentTest::greet, null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Flow \"daily\", task \"greet\": input 1 is null. Use value(null) for a constant null.");
    }
}
