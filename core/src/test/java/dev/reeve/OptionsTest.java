package dev.reeve;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.CacheRule;
import dev.reeve.graph.Effects;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.Rate;
import dev.reeve.spi.Serializer;
import dev.reeve.state.Backoff;
import dev.reeve.state.Bound;
import dev.reeve.state.SkipRule;
import dev.reeve.state.StateChange;
import dev.reeve.state.TriggerRule;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where the options of a task come from, and what each becomes. */
class OptionsTest {
    @Task(
            retries = 3,
            retryDelay = "PT10S",
            maxRetryDelay = "PT1M",
            retryJitter = 0.5,
            retryOn = IOException.class,
            timeout = "PT5M",
            target = "{task_name}",
            targetIgnoresInputs = true,
            cacheFor = "PT1H",
            runName = "{text}",
            captureOutput = true,
            effects = Effects.AT_LEAST_ONCE,
            tags = {"slow", "db"},
            version = "7",
            checkpoint = Task.Checkpoint.NEVER)
    static String annotated(String text) {
        return text;
    }

    @Task(
            cacheFor = "PT1H",
            cachedBy = {"text", "parameters.day", "all-inputs", "all-parameters", "duration-only"})
    static String cached(String text) {
        return text;
    }

    @Task(requires = {"gpu", "mem=16"})
    static String requiring(String text) {
        return text;
    }

    @Task(retries = 2, retryDelay = "PT10S")
    static String constant() {
        return "";
    }

    static String plain(String text) {
        return text;
    }

    static final Serializer OWN = new Serializer() {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public byte[] toBytes(Object value, Type type) {
            return new byte[0];
        }

        @Override
        public Object fromBytes(byte[] bytes, Type type) {
            return "";
        }
    };

    @Test
    void whatNobodySaidIsTheDefault() {
        NodeSettings settings = settings(f -> f.task(OptionsTest::plain, value("x")));

        assertThat(settings.policy().retries()).isZero();
        assertThat(settings.policy().skipRule()).isEqualTo(SkipRule.WHOLE_NODES);
        assertThat(settings.backoff()).isEqualTo(Backoff.none());
        assertThat(settings.retryOn()).isNull();
        assertThat(settings.timeout()).isNull();
        assertThat(settings.trigger()).isEqualTo(new TriggerRule.AllSuccessful());
        assertThat(settings.tags()).isEmpty();
        assertThat(settings.target()).isEmpty();
        assertThat(settings.targetIgnoresInputs()).isFalse();
        assertThat(settings.cacheFor()).isNull();
        assertThat(settings.sharedCache()).isEmpty();
        assertThat(settings.cachedBy()).isEmpty();
        assertThat(settings.manner()).isEqualTo(NodeSettings.Manner.PLAIN);
        assertThat(settings.requires()).isEmpty();
        assertThat(settings.keep()).isFalse();
        assertThat(settings.checkpoint()).isNull();
        assertThat(settings.serializer()).isNull();
        assertThat(settings.version()).isEmpty();
        assertThat(settings.reads()).isEmpty();
        assertThat(settings.produces()).isEmpty();
        assertThat(settings.handlers().isEmpty()).isTrue();
    }

    @Test
    void theFunctionsOptionsCountWhereTheCallSaysNothing() {
        NodeSettings settings = settings(f -> f.task(OptionsTest::annotated, value("x")));

        assertThat(settings.policy().retries()).isEqualTo(3);
        assertThat(settings.backoff())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(10), Duration.ofMinutes(1), 0.5));
        assertThat(settings.retryOn().test(new IOException())).isTrue();
        assertThat(settings.retryOn().test(new IllegalStateException())).isFalse();
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.target()).isEqualTo("{task_name}");
        assertThat(settings.targetIgnoresInputs()).isTrue();
        assertThat(settings.cacheFor()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.tags()).containsExactly("slow", "db");
        assertThat(settings.version()).isEqualTo("7");
        assertThat(settings.checkpoint()).isFalse();
        assertThat(settings.manner())
                .isEqualTo(new NodeSettings.Manner("{text}", true, null, 0, Effects.AT_LEAST_ONCE));
    }

    @Test
    void resourcesAreRequiredByTheFunctionAndTheCallTogetherAndTheCallWins() {
        assertThat(settings(f -> f.task(OptionsTest::requiring, value("x"))).requires())
                .isEqualTo(Map.of("gpu", 1, "mem", 16));
        assertThat(settings(f -> f.task(OptionsTest::requiring, value("x"))
                                .requires("mem", 4)
                                .requires("licence", 2))
                        .requires())
                .isEqualTo(Map.of("gpu", 1, "mem", 4, "licence", 2));
    }

    @Test
    void whatAResultIsCachedByCanStandOnTheFunction() {
        NodeSettings settings = settings(f -> {
            f.parameter("day", 1);
            return f.task(OptionsTest::cached, value("x"));
        });

        assertThat(settings.cachedBy())
                .containsExactly(
                        new CacheRule.Inputs(List.of("text")),
                        new CacheRule.Parameters(List.of("day")),
                        new CacheRule.AllInputs(),
                        new CacheRule.AllParameters(),
                        new CacheRule.DurationOnly());
    }

    @Test
    void theCallSaysWhatIsAroundATask() {
        NodeSettings settings = settings(f -> f.task(OptionsTest::annotated, value("x"))
                .captureOutput(false)
                .effects(Effects.IDEMPOTENT)
                .runNamed("run-{text}")
                .rateLimit(10, Duration.ofSeconds(1))
                .priority(-5));

        assertThat(settings.manner())
                .isEqualTo(new NodeSettings.Manner(
                        "run-{text}", false, new Rate(10, Duration.ofSeconds(1)), -5, Effects.IDEMPOTENT));
    }

    @Test
    void theCallWinsOverTheFunction() {
        NodeSettings settings = settings(f -> f.task(OptionsTest::annotated, value("x"))
                .retries(0)
                .backoff(Backoff.none())
                .retryOn(IllegalStateException.class)
                .timeout(Duration.ofSeconds(1))
                .target("{task_name}.csv")
                .cacheFor(Duration.ofDays(1))
                .tags("fast")
                .version("8")
                .checkpoint(true));

        assertThat(settings.policy().retries()).isZero();
        assertThat(settings.backoff()).isEqualTo(Backoff.none());
        assertThat(settings.retryOn().test(new IOException())).isFalse();
        assertThat(settings.retryOn().test(new IllegalStateException())).isTrue();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.target()).isEqualTo("{task_name}.csv");
        assertThat(settings.cacheFor()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.tags()).containsExactly("fast");
        assertThat(settings.version()).isEqualTo("8");
        assertThat(settings.checkpoint()).isTrue();
    }

    @Test
    void retriesOfTheCallKeepTheFunctionsWaitUnlessTheyNameOne() {
        assertThat(settings(f -> f.task(OptionsTest::constant).retries(5)).backoff())
                .isEqualTo(Backoff.constant(Duration.ofSeconds(10)));
        assertThat(settings(f -> f.task(OptionsTest::constant).retries(5, Duration.ofSeconds(1)))
                        .backoff())
                .isEqualTo(Backoff.constant(Duration.ofSeconds(1)));
    }

    @Test
    void ofTwoWaitsTheLaterCounts() {
        Backoff own = Backoff.of(attempt -> Duration.ofSeconds(attempt));

        assertThat(settings(f -> f.task(OptionsTest::constant)
                                .retries(5, Duration.ofSeconds(1))
                                .backoff(own))
                        .backoff())
                .isEqualTo(own);
        assertThat(settings(f -> f.task(OptionsTest::constant).backoff(own).retries(5, Duration.ofSeconds(1)))
                        .backoff())
                .isEqualTo(Backoff.constant(Duration.ofSeconds(1)));
    }

    @Test
    void everyOtherOptionArrives() {
        Consumer<StateChange> handler = change -> {};
        NodeSettings settings = settings(f -> f.task(OptionsTest::plain, value("x"))
                .trigger(Trigger.someSuccessful(Bound.count(1), Bound.share(0.5)))
                .skipOnUpstreamSkip(true)
                .cacheFor(Duration.ofDays(1))
                .sharedCache("key")
                .keep()
                .serializer(OWN)
                .requires("gpu", 2)
                .requires("db", 1)
                .reads("a")
                .produces("b", "c")
                .onStateChange(handler)
                .onRetry(handler)
                .onFailure(handler));

        assertThat(settings.trigger()).isEqualTo(new TriggerRule.SomeSuccessful(Bound.count(1), Bound.share(0.5)));
        assertThat(settings.policy().skipRule()).isEqualTo(SkipRule.ANYTHING);
        assertThat(settings.sharedCache()).isEqualTo("key");
        assertThat(settings.keep()).isTrue();
        assertThat(settings.serializer()).isSameAs(OWN);
        assertThat(settings.requires()).isEqualTo(Map.of("gpu", 2, "db", 1));
        assertThat(settings.reads()).containsExactly("a");
        assertThat(settings.produces()).containsExactly("b", "c");
        assertThat(settings.handlers())
                .isEqualTo(new NodeSettings.Handlers(List.of(handler), List.of(handler), List.of(handler)));
    }

    @Test
    void notSkippingForUpstreamsIsItsOwnRule() {
        assertThat(settings(f -> f.task(OptionsTest::plain, value("x")).skipOnUpstreamSkip(false))
                        .policy()
                        .skipRule())
                .isEqualTo(SkipRule.NOTHING);
    }

    @Test
    void storingOptionsOfTheFunctionMeanNothingForAnAction() {
        NodeSettings settings = settings(f -> f.action(OptionsTest::annotated, value("x")));

        assertThat(settings.target()).isEmpty();
        assertThat(settings.cacheFor()).isNull();
        assertThat(settings.policy().retries()).isEqualTo(3);
    }

    @Test
    void anOwnSerializerMakesAnyResultStorable() {
        assertThat(settings(f -> f.task(OptionErrorTest::open, value("x"))
                                .target("{task_name}")
                                .serializer(OWN))
                        .target())
                .isEqualTo("{task_name}");
    }

    @Test
    void triggersAreNamedLikeTheirRules() {
        assertThat(Trigger.ALL_FINISHED).hasToString("all_finished");
        assertThat(Trigger.own("mine", states -> true)).hasToString("mine");
    }

    private static NodeSettings settings(Function<FlowBuilder, Node> body) {
        GraphNode node = Flow.define("d", body::apply).graph().node(0);
        return node.settings();
    }
}
