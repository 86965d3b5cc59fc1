package dev.reeve;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.elsewhere.Parent;
import dev.reeve.graph.GraphNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is found out about a function, for every way to refer to one. */
class MethodReferenceTest extends Parent {
    interface Greeter {
        @Task(retries = 7)
        String greet(String name);

        @Task(retries = 5)
        default String wave() {
            return "wave";
        }
    }

    static class Polite implements Greeter {
        @Override
        @Task(retries = 3)
        public String greet(String name) {
            return "Good day, " + name;
        }
    }

    static class Plain implements Greeter {
        @Override
        public String greet(String name) {
            return "Hi " + name;
        }
    }

    record Pair(String a, int b) {
        @Task(retries = 4)
        Pair {}
    }

    record Upload(String region) implements Action2<String, String> {
        @Override
        @Task(retries = 2)
        public void run(String key, String text) {}
    }

    @Task(retries = 1)
    private static List<String> secretly(int times) throws IOException {
        return List.of(String.valueOf(times));
    }

    @Task(retries = 2)
    private String privately() {
        return "privately";
    }

    @Task(retries = 9)
    static String joined(String... parts) {
        return String.join("+", parts);
    }

    static <T> T generic(T value) {
        return value;
    }

    static long counted(String text) {
        return text.length();
    }

    @Test
    void aPrivateStaticMethodIsFoundWithAnnotationTypeAndInputs() throws Exception {
        GraphNode node = node(f -> f.task(MethodReferenceTest::secretly, value(3)));

        assertThat(node.name()).isEqualTo("secretly");
        assertThat(node.settings().policy().retries()).isEqualTo(1);
        assertThat(node.function().resultType()).hasToString("java.util.List<java.lang.String>");
        assertThat(node.function().inputNames()).containsExactly("times");
        assertThat(node.function().text()).isEqualTo("MethodReferenceTest.secretly");
        assertThat(call(node, 3)).isEqualTo(List.of("3"));
    }

    @Test
    void aBoundPrivateMethodIsFoundWithItsReceiver() throws Exception {
        GraphNode node = node(f -> f.task(this::privately));

        assertThat(node.settings().policy().retries()).isEqualTo(2);
        assertThat(node.function().receiver()).isSameAs(this);
        assertThat(call(node)).isEqualTo("privately");
    }

    @Test
    void anInheritedPublicMethodIsFound() throws Exception {
        GraphNode node = node(f -> f.task(this::inherited));

        assertThat(node.name()).isEqualTo("inherited");
        assertThat(call(node)).isEqualTo("inherited");
    }

    @Test
    void theOverridesAnnotationCountsWhereTheReceiverIsKnown() throws Exception {
        Greeter polite = new Polite();
        Greeter plain = new Plain();

        assertThat(node(f -> f.task(polite::greet, value("x")))
                        .settings()
                        .policy()
                        .retries())
                .isEqualTo(3);
        assertThat(node(f -> f.task(plain::greet, value("x")))
                        .settings()
                        .policy()
                        .retries())
                .isEqualTo(7);
        assertThat(call(node(f -> f.task(polite::greet, value("x"))), "Ann")).isEqualTo("Good day, Ann");
    }

    @Test
    void oneCallSiteWithSeveralReceiversKeepsThemApart() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (Greeter greeter : List.of(new Polite(), new Plain())) {
                GraphNode node = node(f -> f.task(greeter::greet, value("x")));
                assertThat(node.function().receiver()).isSameAs(greeter);
                assertThat(node.settings().policy().retries()).isEqualTo(greeter instanceof Polite ? 3 : 7);
            }
        }
    }

    @Test
    void anUnboundMethodTakesItsReceiverAsTheFirstInput() throws Exception {
        GraphNode node = node(f -> f.task(Greeter::greet, value(new Polite()), value("x")));

        assertThat(node.function().receiver()).isNull();
        assertThat(node.function().inputNames()).containsExactly("", "name");
        assertThat(call(node, new Polite(), "Ann")).isEqualTo("Good day, Ann");
        assertThat(node(f -> f.task(String::trim, value(" x "))).name()).isEqualTo("trim");
    }

    @Test
    void aDefaultMethodIsFound() {
        assertThat(node(f -> f.task(Greeter::wave, value(new Polite())))
                        .settings()
                        .policy()
                        .retries())
                .isEqualTo(5);
    }

    @Test
    void aConstructorIsNamedByItsClass() throws Exception {
        GraphNode node = node(f -> f.task(Pair::new, value("x"), value(1)));

        assertThat(node.name()).isEqualTo("pair");
        assertThat(node.settings().policy().retries()).isEqualTo(4);
        assertThat(node.function().resultType()).isEqualTo(Pair.class);
        assertThat(call(node, "a", 2)).isEqualTo(new Pair("a", 2));
    }

    @Test
    void aTaskObjectIsItsOwnReceiver() throws Exception {
        Upload upload = new Upload("eu");
        GraphNode node = node(f -> f.action(upload, value("k"), value("t")));

        assertThat(node.name()).isEqualTo("upload");
        assertThat(node.function().receiver()).isSameAs(upload);
        assertThat(node.function().inputNames()).containsExactly("key", "text");
        assertThat(node.settings().policy().retries()).isEqualTo(2);
        assertThat(call(node, "k", "t")).isNull();
    }

    @Test
    void variableArgumentsAreFineAsAnArray() {
        GraphNode node = node(f -> f.task(MethodReferenceTest::joined, value(new String[] {"a"})));

        assertThat(node.settings().policy().retries()).isEqualTo(9);
    }

    @Test
    void aGenericResultCannotBeTold() {
        assertThat(node(f -> f.task(MethodReferenceTest::generic, value("x")))
                        .function()
                        .resultType())
                .isNull();
    }

    @Test
    void anActionHasNoResultWhateverItsFunctionReturns() {
        GraphNode node = node(f -> f.action(MethodReferenceTest::counted, value("x")));

        assertThat(node.hasValue()).isFalse();
        assertThat(node.function().resultType()).isEqualTo(void.class);
    }

    @Test
    void overloadsAndBoxesAreToldApartByTheirTypes() throws Exception {
        GraphNode node = node(f -> f.task(MethodReferenceTest::counted, value("x")));

        assertThat(node.function().resultType()).isEqualTo(long.class);
        assertThat(call(node, "four")).isEqualTo(4L);
    }

    private <T extends Comparable<T> & java.io.Serializable> TaskNode<String> ofBoth(FlowBuilder f, T both) {
        return f.task(both::toString);
    }

    @Test
    void aReceiverOfSeveralTypesIsFound() {
        assertThat(node(f -> ofBoth(f, "x")).name()).isEqualTo("to_string");
    }

    @Test
    void whatJavacMakesALambdaIsRefusedWithTheRemedy() {
        refused(f -> f.task(super::inherited));
        refused(f -> f.task(this::guarded));
        refused(f -> f.<String, String, String>task(MethodReferenceTest::joined, value("a"), value("b")));
        refused(f -> f.task(String[]::new, value(1)));
        refused(f -> f.task(() -> "x"));
    }

    @Test
    void whatJavacMakesALambdaRunsUnderAGivenName() throws Exception {
        assertThat(call(node(f -> f.task(super::inherited).named("up")))).isEqualTo("inherited");
        assertThat(call(node(f -> f.task(this::guarded).named("up")))).isEqualTo("guarded");
        assertThat(node(f -> f.task(() -> "x").named("up")).function().method()).isEmpty();
    }

    @Test
    void anAnonymousTaskObjectNeedsAName() {
        Task0<String> anonymous = new Task0<>() {
            @Override
            public String call() {
                return "x";
            }
        };

        assertThatThrownBy(() -> Flow.define("d", f -> f.task(anonymous)))
                .hasMessageContaining("a class without a name");
        assertThat(node(f -> f.task(anonymous).named("n")).name()).isEqualTo("n");
    }

    private static void refused(Consumer<FlowBuilder> body) {
        assertThatThrownBy(() -> Flow.define("d", body))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("its function is a lambda")
                .hasMessageContaining(".named(\"..\")")
                .hasMessageContaining("make it public");
    }

    private static GraphNode node(Function<FlowBuilder, Node> body) {
        return Flow.define("d", body::apply).graph().node(0);
    }

    private static Object call(GraphNode node, Object... inputs) throws Exception {
        return node.body().call(inputs);
    }
}
