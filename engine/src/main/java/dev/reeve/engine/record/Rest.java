package dev.reeve.engine.record;

import dev.reeve.state.State;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run stood when it ended or began to wait for a person: the last frame of its record, so that a list of runs
 * need not read what is before it. Immutable.
 *
 * @param epoch the epoch's number
 * @param state of the flow run
 * @param at when
 * @param tasks how many tasks were in which state, by the state's name
 */
record Rest(int epoch, State state, Instant at, Map<String, Integer> tasks) {
    Rest {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    Bytes write() {
        Bytes out = new Bytes(128);
        Bytes flow = new Bytes(64);
        flow.octet(StateCode.of(state));
        StateCode.write(state, flow);
        Fields.Writer fields =
                new Fields.Writer(out).number(1, epoch).part(2, flow).instant(3, at);
        tasks.forEach((name, count) -> {
            Bytes task = new Bytes(32);
            new Fields.Writer(task).text(1, name).number(2, count);
            fields.part(4, task);
        });
        return out;
    }

    static Rest read(Scan in) throws DamagedRecordException {
        Fields.Reader fields = new Fields.Reader(in);
        Map<String, Integer> tasks = new LinkedHashMap<>();
        for (Scan part : fields.parts(4)) {
            Fields.Reader task = new Fields.Reader(part);
            tasks.put(task.text(1), (int) (long) task.number(2).orElse(0L));
        }
        State state = State.Pending.NOW;
        for (Scan part : fields.parts(2)) {
            state = StateCode.read(part.octet(), part);
        }
        return new Rest(
                (int) (long) fields.number(1).orElse(1L),
                state,
                fields.instant(3).orElse(Instant.EPOCH),
                tasks);
    }
}
