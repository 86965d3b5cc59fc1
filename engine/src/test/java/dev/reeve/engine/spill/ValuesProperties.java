package dev.reeve.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.Serializers;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

final class ValuesProperties {
    record Pair(@Nullable Object left, @Nullable Object right, int number, char letter) {}

    private static Coding coding() {
        return new Coding("the result of task \"t\"", Serializers::json, null);
    }

    @Provide
    Arbitrary<Object> data() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(text -> text),
                Arbitraries.integers().map(number -> number),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.floats().map(number -> number),
                Arbitraries.shorts().map(number -> number),
                Arbitraries.bytes().map(number -> number),
                Arbitraries.chars().map(letter -> letter),
                Arbitraries.of(true, false).map(flag -> flag),
                Arbitraries.of(TimeUnit.values()).map(unit -> unit),
                Arbitraries.bigDecimals().map(number -> number),
                Arbitraries.longs().between(0, 1L << 40).map(Instant::ofEpochMilli));
        return Arbitraries.lazyOf(() -> leaves, () -> leaves, () -> composed(leaves), () -> composed(composed(leaves)));
    }

    private static Arbitrary<Object> composed(Arbitrary<Object> parts) {
        return Arbitraries.oneOf(
                parts.list().ofMaxSize(5).map(List::copyOf),
                parts.list().ofMaxSize(5).map(ArrayList::new),
                parts.map(Optional::of),
                parts.map(part -> Set.of(part)),
                parts.map(part -> Map.of("k", part)),
                parts.map(part -> new HashMap<>(Map.of(1, part))),
                parts.map(part -> new LinkedHashMap<>(Map.of(part, part))),
                parts.map(part -> new TreeMap<>(Map.of("k", part))),
                parts.map(part -> new Pair(part, null, 7, 'x')));
    }

    @Property(tries = 500)
    void dataComesBackAsItWas(@ForAll("data") Object value) throws Exception {
        Coding coding = coding();
        Coding.Encoded encoded = coding.encoded(value);
        assertThat(encoded).isNotNull();
        Object back = coding.decoded(encoded.form(), Arrays.copyOf(encoded.bytes(), encoded.length()));
        assertThat(back).isEqualTo(value);
        if (!(value instanceof java.util.Collection<?> || value instanceof Map<?, ?>)) {
            assertThat(back).hasSameClassAs(value);
        }
    }

    @Property(tries = 100)
    void elementsComeBackInOrderWhereverTheyAre(
            @ForAll List<@net.jqwik.api.constraints.NotEmpty String> texts,
            @ForAll @IntRange(min = 1, max = 10) int each,
            @ForAll @IntRange(min = 1, max = 7) int tightEvery)
            throws Exception {
        Path directory = Files.createTempDirectory("reeve-test");
        try {
            AtomicInteger asked = new AtomicInteger();
            Spill spill = new Spill(tightAtTimes(asked, tightEvery), directory);
            List<String> elements = new ArrayList<>();
            texts.forEach(text -> elements.add(text.repeat(each * 40)));
            Drained drained = spill.drain(elements.stream(), coding(), 10_000, asked::get);
            assertThat(drained.elements()).isEqualTo(elements);
            drained.move(spill, Long.MAX_VALUE);
            assertThat(drained.isHeld()).isFalse();
            assertThat(drained.elements()).isEqualTo(elements);
        } finally {
            Files.delete(directory);
        }
    }

    private static Memory tightAtTimes(AtomicInteger asked, int every) {
        return new Memory() {
            @Override
            public boolean tight(long nanos) {
                return asked.incrementAndGet() % every == 0;
            }

            @Override
            public void moved(long bytes) {}
        };
    }

    @Property(tries = 100)
    void pagesOfCellsComeBackByTheirKeys(@ForAll List<Integer> numbers, @ForAll @IntRange(min = 1, max = 50) int enough)
            throws Exception {
        Path directory = Files.createTempDirectory("reeve-test");
        try {
            Spill spill = new Spill(Memory.AMPLE, directory);
            @Nullable
            Object[] cells = numbers.stream()
                    .map(number -> number % 3 == 0
                            ? number
                            : new BigDecimal(number).toString().repeat(70))
                    .toArray();
            @Nullable Object[] before = cells.clone();
            int[] keys = new int[cells.length];
            Arrays.setAll(keys, i -> 100 + i);
            int seen = spill.move(coding(), cells, keys, enough * 100L).seen();
            assertThat(seen).isLessThanOrEqualTo(cells.length);
            assertThat(new KeptList(cells, 100, null)).containsExactly(before);
        } finally {
            Files.delete(directory);
        }
    }
}
