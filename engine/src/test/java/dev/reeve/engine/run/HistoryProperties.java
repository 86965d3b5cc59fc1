package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class HistoryProperties {
    private static final int SLOTS = 300;

    record Change(int slot, State state, long after) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<State> states = Arbitraries.of(
                State.Pending.NOW,
                State.Queued.FIRST,
                State.Running.FIRST,
                State.Success.PLAIN,
                new State.Success("said"),
                new State.Queued(Tries.FIRST, "waits"),
                new State.Skipped("not today"),
                new State.Mapped(7));
        Arbitrary<Long> waits = Arbitraries.longs().between(-1_000_000_000_000L, 4_000_000_000_000_000L);
        return Combinators.combine(Arbitraries.integers().between(0, SLOTS - 1), states, waits)
                .as(Change::new)
                .list()
                .ofMaxSize(400);
    }

    @Property(tries = 300)
    void whatWasWrittenIsReadBackByTaskRunInItsOrder(@ForAll("changes") List<Change> changes) {
        long start = 1_700_000_000_000_000_000L;
        History history = new History(start);
        List<List<RunView.Entry>> expected = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            expected.add(new ArrayList<>());
        }
        long time = start;
        for (Change change : changes) {
            time += change.after();
            history.add(change.slot(), change.state(), time);
            expected.get(change.slot()).add(new RunView.Entry(change.state(), Time.instant(time)));
        }
        History.Index index = history.index(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(index.of(slot)).isEqualTo(expected.get(slot));
        }
    }

    @Example
    void moreThanOneChunkIsReadBack() {
        History history = new History(0);
        int slots = 400_000;
        for (int slot = 0; slot < slots; slot++) {
            history.add(slots - 1 - slot, State.Queued.FIRST, slot * 1_000_000L);
            history.add(
                    slots - 1 - slot, slot % 3 == 0 ? new State.Mapped(slot) : State.Success.PLAIN, slot * 1_000_000L);
        }
        History.Index index = history.index(slots);
        for (int slot = 0; slot < slots; slot += 997) {
            State last = slot % 3 == 0 ? new State.Mapped(slot) : State.Success.PLAIN;
            assertThat(index.of(slots - 1 - slot))
                    .extracting(RunView.Entry::state)
                    .containsExactly(State.Queued.FIRST, last);
        }
    }
}
