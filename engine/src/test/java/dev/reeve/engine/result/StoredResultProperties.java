package dev.reeve.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.UniqueElements;

final class StoredResultProperties {
    @Property(tries = 300)
    void anyHeaderAndValueSurvive(
            @ForAll byte[] payload, @ForAll String flow, @ForAll String task, @ForAll int number, @ForAll Instant at)
            throws Exception {
        Assume.that(flow.codePoints().noneMatch(StoredResultProperties::half));
        Assume.that(task.codePoints().noneMatch(StoredResultProperties::half));
        ResultOrigin origin = new ResultOrigin(flow, task, number, flow, number);
        ResultHeader header = ResultHeader.of(payload, origin, task, flow, task, flow, at);
        StoredResult read = StoredResult.decode(new StoredResult(header, payload).encode(), "key");
        assertThat(read.header()).isEqualTo(header);
        assertThat(read.payload()).isEqualTo(payload);
    }

    private static boolean half(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    @Property(tries = 300)
    void anyBytesAreRefusedWithoutAnotherFailure(@ForAll @UniqueElements byte[] bytes) {
        assertThatExceptionOfType(UnreadableResultException.class).isThrownBy(() -> StoredResult.decode(bytes, "key"));
    }
}
