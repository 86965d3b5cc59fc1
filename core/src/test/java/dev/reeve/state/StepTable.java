package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A step function as a table. Columns are states, rows are events; a cell is the name of the next state with the
 * effect, if there is one ({@code Queued+RUN}), {@code same} for a state that stays as it is, {@code -} for a
 * refusal. A label is the name of the record, and after {@code /} what is special about this sample of it.
 *
 * @param <E> the events
 */
final class StepTable<E> {
    private final Map<String, State> states;
    private final Map<String, E> events;
    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    private final Set<String> columns;

    StepTable(Map<String, State> states, Map<String, E> events, String... blocks) {
        this.states = states;
        this.events = events;
        this.columns = new LinkedHashSet<>();
        for (String block : blocks) {
            read(block.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.trim().split(" +"))
                    .toList());
        }
    }

    private void read(List<String[]> lines) {
        String[] header = lines.getFirst();
        columns.addAll(Arrays.asList(header));
        for (String[] line : lines.subList(1, lines.size())) {
            assertThat(line).as("row " + line[0]).hasSize(header.length + 1);
            Map<String, String> row = cells.computeIfAbsent(line[0], label -> new LinkedHashMap<>());
            for (int i = 0; i < header.length; i++) {
                assertThat(row.put(header[i], line[i + 1]))
                        .as("doubled " + line[0] + " x " + header[i])
                        .isNull();
            }
        }
    }

    /** A test for each cell, and those that fail if a state, an event or a pair of them is missing. */
    Stream<DynamicTest> tests(Class<?> eventType, BiFunction<State, E, Step> step) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("every state has a column", () -> {
            assertThat(recordNames(columns)).isEqualTo(Sealed.leaves(State.class));
            assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(columns);
            states.forEach((label, state) -> assertThat(recordName(label)).isEqualTo(simpleName(state)));
        }));
        tests.add(DynamicTest.dynamicTest("every event has a row", () -> {
            assertThat(recordNames(cells.keySet())).isEqualTo(Sealed.leaves(eventType));
            assertThat(events.keySet()).containsExactlyInAnyOrderElementsOf(cells.keySet());
            events.forEach((label, event) -> assertThat(recordName(label)).isEqualTo(simpleName(event)));
        }));
        tests.add(DynamicTest.dynamicTest(
                "every pair has a cell",
                () -> assertThat(cells.values())
                        .allSatisfy(row -> assertThat(row.keySet()).isEqualTo(columns))));
        cells.forEach((event, row) -> row.forEach((state, cell) -> tests.add(DynamicTest.dynamicTest(
                state + " x " + event,
                () -> assertThat(answer(event, state, step)).isEqualTo(cell)))));
        return tests.stream();
    }

    private String answer(String event, String label, BiFunction<State, E, Step> step) {
        State state = states.get(label);
        return switch (step.apply(state, events.get(event))) {
            case Step.Refused refused -> "-";
            case Step.Moved moved ->
                (moved.next().equals(state) ? "same" : simpleName(moved.next()))
                        + (moved.effect() == Effect.NONE ? "" : "+" + moved.effect());
        };
    }

    private static Set<String> recordNames(Set<String> labels) {
        Set<String> names = new TreeSet<>();
        labels.forEach(label -> names.add(recordName(label)));
        return names;
    }

    private static String recordName(String label) {
        return label.contains("/") ? label.substring(0, label.indexOf('/')) : label;
    }

    private static String simpleName(Object record) {
        return record.getClass().getSimpleName();
    }
}
