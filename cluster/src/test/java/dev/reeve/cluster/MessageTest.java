package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schedule.DataInterval;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What processes of a cluster write for each other is read as it was. */
class MessageTest {
    private static final ClassLoader LOADER = MessageTest.class.getClassLoader();

    private static Parcel through(Parcel parcel) throws Exception {
        return ParcelForm.parcel(ParcelForm.bytes(parcel), LOADER);
    }

    @Test
    void valuesOfTheJdkArriveAsTheyWere() throws Exception {
        List<Serializable> values = List.of(
                "",
                "plain",
                "größer",
                "half \ud83d and 中 \ud83d\ude80 \0",
                "long ".repeat(20_000),
                0,
                -1,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                -0.0,
                Double.NaN,
                true,
                false,
                'x',
                (byte) 3,
                1.5f,
                new BigDecimal("1.10"),
                LocalDate.of(2026, 2, 28),
                Instant.MAX);
        for (Serializable value : values) {
            assertThat(through(new Parcel.Plain(value))).isEqualTo(new Parcel.Plain(value));
        }
    }

    @Test
    void everyKindOfParcelArrives() throws Exception {
        List<Parcel> parts = List.of(
                new Parcel.Nothing(),
                new Parcel.Context(),
                new Parcel.Secrecy("key", "hush"),
                new Parcel.Held("d/1", 3_000_000),
                new Parcel.Streamed(new Parcel.Plain(1)),
                new Parcel.Parts(Parcel.Form.OPTIONAL, List.of()));
        for (Parcel.Form form : Parcel.Form.values()) {
            Parcel whole = new Parcel.Parts(form, parts);
            assertThat(through(whole)).isEqualTo(whole);
        }
        byte[] bytes = {1, 2, -3};
        assertThat(((Parcel.Bytes) through(new Parcel.Bytes(bytes))).bytes()).isEqualTo(bytes);
        assertThat(((Parcel.Serialized) through(new Parcel.Serialized(bytes))).bytes())
                .isEqualTo(bytes);
    }

    @Test
    void typesArrive() throws Exception {
        for (Class<?> plain : List.of(int.class, byte[].class, String[][].class, Map.Entry.class, void.class)) {
            TypeShape type = new TypeShape.Plain(plain);
            Parcel.Written written = (Parcel.Written) through(new Parcel.Written(type, new byte[0]));
            assertThat(written.type()).isEqualTo(type);
        }
        TypeShape list = new TypeShape.Generic(List.class, List.of(new TypeShape.Plain(UUID.class)));
        TypeShape map = new TypeShape.Generic(Map.class, List.of(new TypeShape.Plain(String.class), list));
        Parcel.Written written = (Parcel.Written) through(new Parcel.Written(map, new byte[] {7}));
        assertThat(written.type()).isEqualTo(map);
        assertThat(written.bytes()).containsExactly(7);
    }

    private static Call call() {
        Instant at = Instant.parse("1965-03-01T00:00:00.000000001Z");
        Call.Facts facts = new Call.Facts(
                "flow",
                "id",
                "name",
                "task",
                "task[3]",
                "run name",
                3,
                2,
                List.of("a", "ü"),
                at,
                new DataInterval(at, at.plusSeconds(60)),
                "Europe/Zurich",
                "key",
                "00-1",
                Level.WARN);
        return new Call(1L << 40, new byte[] {9}, List.of(new Parcel.Plain("in")), facts);
    }

    @Test
    void aCallAndWhatCameOfItArrive() throws Exception {
        Call call = call();
        Call read = Call.of(call.bytes(), LOADER);
        assertThat(read.number()).isEqualTo(call.number());
        assertThat(read.function()).containsExactly(9);
        assertThat(read.inputs()).isEqualTo(call.inputs());
        assertThat(read.facts()).isEqualTo(call.facts());

        Ended ended = new Ended(
                Ended.Outcome.THREW, new Parcel.Nothing(), "", ThrownShape.of(new IOException("no")), List.of(), 4);
        Ended back = Ended.of(ended.bytes(), LOADER);
        assertThat(back.reports()).isEqualTo(4);
        assertThat(back.outcome()).isEqualTo(Ended.Outcome.THREW);
        assertThat(back.thrown()).isNotNull();
        assertThat(back.thrown().thrown(LOADER)).isInstanceOf(IOException.class).hasMessage("no");
        Map<String, Spot> spots = Map.of("a", new Spot(UUID.randomUUID(), "k", 5));
        assertThat(Spot.all(Spot.bytes(spots))).isEqualTo(spots);
    }

    @Test
    void whatIsCutIsSaidToBeCut() throws Exception {
        byte[] whole = call().bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Call.of(cut, LOADER))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
