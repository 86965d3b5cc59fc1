package dev.reeve.engine.shelf;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowDefinitionException;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Signal;
import dev.reeve.TaskNode;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.run.Logged;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.Serializer;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TargetsTest {
    private final ResultStore store = ResultStores.memory();
    private final RunOptions options = RunOptions.DEFAULT.results(store);

    @BeforeEach
    void nothingWasMade() {
        Making.CALLS.set(0);
    }

    private static Flow reports(String flow, Consumer<TaskNode<Making.Report>> more) {
        return Flow.define(
                flow,
                f -> more.accept(f.task(Making::report, f.parameter("country", "Germany"))
                        .target("{task_name}.json")));
    }

    private static Flow reports() {
        return reports("reports", node -> {});
    }

    private static String state(FlowRun run) {
        return run.tasks().getFirst().state().name();
    }

    @Test
    void aSecondRunFindsTheTargetOfTheFirst() {
        FlowRun first = reports().run(options);
        FlowRun second = reports().run(options);
        assertThat(state(first)).isEqualTo("Success");
        assertThat(second.task("report").state())
                .isInstanceOfSatisfying(
                        State.Cached.class,
                        cached -> assertThat(cached.source()).startsWith("stored result targets/report.json of 20"));
        assertThat(second.task("report").attempts()).isZero();
        assertThat(second.task("report").value()).isEqualTo(first.task("report").value());
        assertThat(second.state().name()).isEqualTo("Success");
        assertThat(Making.CALLS).hasValue(1);
    }

    @Test
    void otherInputsMakeItAnewAndReplaceIt() {
        reports().run(options);
        try (Logged log = new Logged()) {
            FlowRun other = reports().run(options.parameter("country", "Italy"));
            assertThat(state(other)).isEqualTo("Success");
            assertThat(((Making.Report) other.task("report").value()).country()).isEqualTo("Italy");
            assertThat(log.lines())
                    .contains("INFO targets/report.json is not used again: it was made from other inputs");
        }
        assertThat(state(reports().run(options.parameter("country", "Italy")))).isEqualTo("Cached");
        assertThat(state(reports().run(options))).isEqualTo("Success");
    }

    @Test
    void aTargetThatIgnoresInputsIsFoundWhateverTheyAre() {
        Flow flow = reports("reports", TaskNode::targetIgnoresInputs);
        flow.run(options);
        FlowRun other = flow.run(options.parameter("country", "Italy"));
        assertThat(state(other)).isEqualTo("Cached");
        assertThat(((Making.Report) other.task("report").value()).country()).isEqualTo("Germany");
    }

    @Test
    void whatAnotherFlowOrTaskMadeIsNotFound() {
        reports().run(options);
        try (Logged log = new Logged()) {
            assertThat(state(reports("others", node -> {}).run(options))).isEqualTo("Success");
            assertThat(log.lines()).anyMatch(line -> line.contains("task \"report\" of flow \"reports\" made it"));
        }
        assertThat(state(reports("others", node -> node.named("other").target("report.json"))
                        .run(options)))
                .isEqualTo("Success");
    }

    @Test
    void whatCannotBeReadIsMadeAnewAndLogged() throws IOException {
        reports().run(options);
        byte[] whole = store.read("targets/report.json").orElseThrow();
        byte[] truncated = java.util.Arrays.copyOf(whole, whole.length - 5);
        byte[] flipped = whole.clone();
        flipped[whole.length - 3] ^= 1;
        for (byte[] bad : List.of(truncated, flipped, new byte[0], "{\"mine\": 1}".getBytes(StandardCharsets.UTF_8))) {
            store.write("targets/report.json", bad);
            try (Logged log = new Logged()) {
                assertThat(state(reports().run(options))).isEqualTo("Success");
                assertThat(log.lines())
                        .anyMatch(line -> line.startsWith(
                                "WARN the stored result targets/report.json of task \"report\" cannot"));
            }
            assertThat(state(reports().run(options))).isEqualTo("Cached");
        }
    }

    @Test
    void aWriteThatFailsIsAFailureOfTheAttempt() {
        AtomicInteger writes = new AtomicInteger();
        ResultStore full = new Delegating(store) {
            @Override
            public void write(String key, byte[] bytes) throws IOException {
                if (writes.incrementAndGet() <= 2) {
                    throw new IOException("disk full");
                }
                super.write(key, bytes);
            }
        };
        FlowRun failed = reports().run(options.results(full));
        assertThat(failed.task("report").error().map(Failure::message)).contains("disk full");
        assertThat(failed.task("report").hasValue()).isFalse();
        FlowRun retried = reports("reports", node -> node.retries(1)).run(options.results(full));
        assertThat(state(retried)).isEqualTo("Success");
        assertThat(retried.task("report").attempts()).isEqualTo(2);
    }

    @Test
    void aResultThatCannotBePublishedIsAFailureToo() throws IOException {
        ResultStore broken = new Delegating(store) {
            @Override
            public void publish(String from, String to) throws IOException {
                throw new IOException("no such bucket");
            }
        };
        FlowRun failed = reports().run(options.results(broken));
        assertThat(failed.task("report").error().map(Failure::message)).contains("no such bucket");
        assertThat(store.read("targets/report.json")).isEmpty();
        assertThat(store.read("runs/" + failed.id() + "/report/1")).isEmpty();
    }

    @Test
    void resultsAreStoredAsTheOptionsAndTheTaskSay() throws IOException {
        Flow flow = Flow.define("checkpoints", f -> {
            f.task(Making::twice, value(1)).named("as-configured");
            f.task(Making::twice, value(2)).named("never").checkpoint(false);
            f.task(Making::twice, value(3)).named("always").checkpoint(true);
            f.task(() -> new Object()).named("lambda");
        });
        FlowRun all = flow.run(options.checkpointing(true));
        assertThat(all.state().name()).isEqualTo("Success");
        assertThat(stored(all)).containsExactly(true, false, true, false);
        assertThat(stored(flow.run(options.checkpointing(false)))).containsExactly(false, false, true, false);
        assertThat(stored(flow.run(options))).containsExactly(false, false, true, false);
    }

    @Test
    void aResultThatCannotBeStoredFailsItsTaskOnlyIfTheTaskAskedForIt() throws IOException {
        Flow flow = Flow.define("loose", f -> {
            f.task(Making::loose, value(LocalDate.EPOCH)).named("run");
            f.task(Making::loose, value(5L)).named("task").checkpoint(true);
            f.task(Making::loose, value(6L)).named("target").target("loose");
            f.task(Making::loose, value("x")).named("fine").checkpoint(true);
        });
        try (Logged logged = new Logged()) {
            FlowRun run = flow.run(options.checkpointing(true));
            assertThat(run.tasks())
                    .extracting(task -> task.state().name())
                    .containsExactly("Success", "Failed", "Failed", "Success");
            assertThat(run.task("run").value()).isEqualTo(LocalDate.EPOCH);
            assertThat(stored(run)).containsExactly(false, false, false, true);
            assertThat(logged.lines())
                    .anyMatch(line -> line.startsWith("WARN its result stays in memory and is not stored")
                            && line.contains("java.time.LocalDate"));
            assertThat(run.task("task").error().orElseThrow().message())
                    .contains("a java.lang.Long in it would be read back as another type");
        }
    }

    private List<Boolean> stored(FlowRun run) throws IOException {
        boolean[] found = new boolean[run.tasks().size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = store.read("runs/" + run.id() + "/" + run.tasks().get(i).name() + "/1")
                    .isPresent();
        }
        return List.of(found[0], found[1], found[2], found[3]);
    }

    @Test
    void failuresAndSkipsAreNeverStored() throws IOException {
        Flow flow = Flow.define("bad", f -> {
            f.task(Making::failing, value("x")).target("failing").retries(1);
            f.task(TargetsTest::skips).target("skips");
            f.task(TargetsTest::says).target("says");
        });
        FlowRun run = flow.run(options);
        assertThat(run.tasks()).extracting(task -> task.state().name()).containsExactly("Failed", "Skipped", "Success");
        assertThat(store.read("targets/failing")).isEmpty();
        assertThat(store.read("targets/skips")).isEmpty();
        assertThat(store.read("targets/says")).as("Signal.success has a result").isPresent();
        FlowRun second = flow.run(options);
        assertThat(second.tasks())
                .extracting(task -> task.state().name())
                .containsExactly("Failed", "Skipped", "Cached");
        assertThat(second.task("says").value()).isEqualTo(5);
    }

    static int skips() {
        throw Signal.skip("nothing to do");
    }

    static int says() {
        throw Signal.success(5);
    }

    @Test
    void nullAndAbsentResultsAreStoredAndFound() {
        Flow flow = Flow.define("absent", f -> {
            f.task(Making::nothing, value("x")).target("null");
            f.task(Making::maybe, value(false)).named("empty").target("empty");
            f.task(Making::maybe, value(true)).named("there").target("there");
        });
        flow.run(options);
        FlowRun second = flow.run(options);
        assertThat(second.tasks()).extracting(task -> task.state().name()).containsOnly("Cached");
        assertThat(second.task("nothing").hasValue()).isTrue();
        assertThat(second.task("nothing").value()).isNull();
        assertThat(second.task("empty").value()).isEqualTo(Optional.empty());
        assertThat(second.task("there").value()).isEqualTo(Optional.of(1));
        assertThat(Making.CALLS).hasValue(3);
    }

    @Test
    void todayIsADayInTheZoneOfTheRun() throws IOException {
        Flow flow = reports("zones", node -> node.target("{today}-{today_utc}"));
        Instant evening = Instant.parse("2026-03-01T20:00:00Z");
        flow.run(options.scheduled(evening));
        assertThat(store.read("targets/2026-03-01-2026-03-01")).isPresent();
        flow.run(options.scheduled(evening).zone(ZoneId.of("Asia/Tokyo")));
        assertThat(store.read("targets/2026-03-02-2026-03-01")).isPresent();
    }

    @Test
    void childrenHaveTargetsOfTheirOwn() {
        Flow flow = Flow.define(
                "mapped",
                f -> f.map(Making::twice, each(value(List.of(1, 2, 3)))).target("{task_name}/{map_index}"));
        flow.run(options);
        FlowRun second = flow.run(options);
        assertThat(second.task("twice").children())
                .extracting(child -> child.state().name())
                .containsOnly("Cached");
        assertThat(second.task("twice").value()).isEqualTo(List.of(2, 4, 6));
        assertThat(second.task("twice").state().name()).isEqualTo("Success");
        assertThat(Making.CALLS).hasValue(3);
    }

    @Test
    void theSecondOfTwoChildrenWithOneTargetFailsAndNamesBoth() throws IOException {
        Flow flow = Flow.define(
                "collide",
                f -> f.map(Making::twice, each(value(List.of(1, 2, 1)))).target("of-{number}"));
        FlowRun run = flow.run(options.executor(dev.reeve.engine.TaskExecutors.inThread()));
        assertThat(run.task("twice").children())
                .extracting(child -> child.state().name())
                .containsExactly("Success", "Success", "Failed");
        assertThat(run.task("twice").children().get(2).error().orElseThrow().message())
                .contains("twice[0]", "twice[2]", "targets/of-1", "{map_index}");
        assertThat(store.read("targets/of-1")).isPresent();
    }

    @Test
    void anOwnSerializerIsUsedBothWays() throws IOException {
        Flow flow = reports("own", node -> node.serializer(new Country()));
        flow.run(options);
        FlowRun second = flow.run(options);
        assertThat(second.task("report").value()).isEqualTo(new Making.Report("Germany", 0, Map.of()));
        assertThat(state(reports("own", node -> {}).run(options)))
                .as("another one cannot read it")
                .isEqualTo("Success");
    }

    @Test
    void theResultOfALambdaCannotBeStoredUnlessItBringsASerializer() {
        assertThatThrownBy(() ->
                        Flow.define("lambda", f -> f.task(() -> 1).named("one").target("one")))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining("\"one\"")
                .hasMessageContaining("lambda")
                .hasMessageContaining(".serializer(..)");
        Flow flow = Flow.define(
                "lambda",
                f -> f.task(() -> new Making.Report("X", 1, Map.of()))
                        .named("one")
                        .target("one")
                        .serializer(new Country()));
        flow.run(options);
        assertThat(state(flow.run(options))).isEqualTo("Cached");
    }

    @Test
    void inputsThatCannotBeComparedMakeItAnewAndTheLogSaysSo() {
        Flow flow = Flow.define(
                "opaque", f -> f.task(Making::opaque, value(new Object())).target("x"));
        flow.run(options);
        try (Logged log = new Logged()) {
            assertThat(state(flow.run(options))).isEqualTo("Success");
            assertThat(log.lines()).anyMatch(line -> line.contains("cannot be compared between runs"));
        }
    }

    private static final class Country implements Serializer {
        @Override
        public String name() {
            return "country";
        }

        @Override
        public byte[] toBytes(@Nullable Object value, Type type) {
            return ((Making.Report) value).country().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBytes(byte[] bytes, Type type) {
            return new Making.Report(new String(bytes, StandardCharsets.UTF_8), 0, Map.of());
        }
    }

    private static class Delegating implements ResultStore {
        private final ResultStore store;

        private Delegating(ResultStore store) {
            this.store = store;
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public Optional<byte[]> read(String key) throws IOException {
            return store.read(key);
        }

        @Override
        public void write(String key, byte[] bytes) throws IOException {
            store.write(key, bytes);
        }

        @Override
        public void publish(String from, String to) throws IOException {
            store.publish(from, to);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}
