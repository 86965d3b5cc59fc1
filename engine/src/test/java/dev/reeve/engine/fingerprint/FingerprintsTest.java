package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Secret;
import dev.reeve.engine.spill.KeptList;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {
    record Query(String country, List<LocalDate> days, Optional<Integer> limit) {}

    record Other(String country, List<LocalDate> days, Optional<Integer> limit) {}

    record Token(String name, String reveal) implements Secret {}

    record Holder(Object value) {}

    static final class Bean {
        private final String hidden;
        private final transient int cached;

        Bean(String hidden, int cached) {
            this.hidden = hidden;
            this.cached = cached;
        }

        @Override
        public String toString() {
            return hidden + cached;
        }
    }

    static final class Table extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        private final String title;

        Table(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private static String of(Object value) {
        return Fingerprints.ofValue(value).orElseThrow();
    }

    @Test
    void fingerprintsAreTheSameInEveryVersion() {
        assertThat(of("Germany")).isEqualTo("f27f96ca50e0e7730f5646c29bfdaa0466ded0a7c7d16271056c45e1b6573b9c");
        assertThat(of(new Query("Italy", List.of(LocalDate.of(2020, 9, 7)), Optional.of(3))))
                .isEqualTo("dbd4f07a806cbaf61b14ece650857ced83be3cc72c676e14a45cb96842f8c6e8");
        assertThat(of(Map.of("a", 1, "b", Set.of(2L, 3.5))))
                .isEqualTo("00b0d9c823b3700bf1dc4cb121928f390d7a8afc9ad6b63e5578c95b2bfa9027");
        assertThat(Fingerprints.combined(List.of("a", "b")))
                .isEqualTo("d41f1232a2295078ce2f08afb0c436c67e18bea474a5ed6c4c1e1ec40f4d985b");
    }

    @Test
    void differentValuesHaveDifferentFingerprints() {
        List<Object> values = new ArrayList<>(Arrays.asList(
                null,
                "",
                "1",
                1,
                1L,
                (short) 1,
                (byte) 1,
                1.0,
                1f,
                '1',
                true,
                false,
                BigDecimal.ONE,
                new BigDecimal("1.0"),
                0.0,
                -0.0,
                Double.NaN,
                DayOfWeek.MONDAY,
                "MONDAY",
                Optional.empty(),
                Optional.of(1),
                List.of(),
                Set.of(),
                Map.of(),
                List.of(1),
                Set.of(1),
                List.of(1, 2),
                List.of(2, 1),
                List.of(List.of(1), 2),
                List.of(1, List.of(2)),
                List.of("a", "b"),
                List.of("ab", ""),
                List.of("ab"),
                Map.of("a", "b"),
                Map.of("b", "a"),
                new int[] {1},
                new long[] {1},
                new Integer[] {1},
                new byte[] {1},
                new byte[0],
                URI.create("a"),
                Path.of("a"),
                Instant.EPOCH,
                "1970-01-01T00:00:00Z",
                LocalDate.EPOCH,
                Duration.ZERO,
                ZoneId.of("UTC"),
                new UUID(0, 1),
                new Query("a", List.of(), Optional.empty()),
                new Other("a", List.of(), Optional.empty()),
                new Query("b", List.of(), Optional.empty()),
                new Bean("a", 1),
                new Bean("b", 1),
                new Bean("a", 2),
                new Table("x"),
                new Table("y"),
                String.class,
                Integer.class,
                "\ud800",
                "\ud801",
                new Token("t", "x"),
                new Holder("a"),
                new Holder(null)));
        assertThat(values.stream().map(FingerprintsTest::of)).doesNotHaveDuplicates();
    }

    @Test
    void equalValuesHaveOneFingerprintWhateverKeepsThem() {
        assertThat(of(new ArrayList<>(List.of(1, 2))))
                .isEqualTo(of(new LinkedList<>(List.of(1, 2))))
                .isEqualTo(of(List.of(1, 2)));
        assertThat(of(new TreeMap<>(Map.of("a", 1, "b", 2)))).isEqualTo(of(new HashMap<>(Map.of("b", 2, "a", 1))));
        Map<String, Integer> turned = new LinkedHashMap<>();
        turned.put("b", 2);
        turned.put("a", 1);
        assertThat(of(turned)).isEqualTo(of(Map.of("a", 1, "b", 2)));
        assertThat(of(new LinkedHashSet<>(List.of("x", "y")))).isEqualTo(of(new HashSet<>(List.of("y", "x"))));
    }

    @Test
    void whereResultsOfMappedTasksAreKeptIsNoPartOfTheirFingerprint() {
        Object[] cells = {"a", "gone", "b"};
        assertThat(of(new KeptList(cells, 7, new int[] {0, 2})))
                .isEqualTo(of(new KeptList(new Object[] {"a", "b"}, 3, null)))
                .isEqualTo(of(List.of("a", "b")))
                .isNotEqualTo(of(new KeptList(cells, 7, null)));
        Object unknown = new AtomicInteger(1);
        assertThat(Fingerprints.ofValue(new KeptList(new Object[] {unknown}, 0, null)))
                .isEmpty();
    }

    @Test
    void secretIsToldByItsNameAlone() {
        assertThat(of(new Token("t", "one")))
                .isEqualTo(of(new Token("t", "two")))
                .isNotEqualTo(of(new Token("u", "one")));
        assertThat(of(List.of(new Token("t", "one")))).isEqualTo(of(List.of(new Token("t", "two"))));
    }

    @Test
    void whatCannotBeToldByWhatIsInItHasNoFingerprint() {
        Runnable lambda = () -> {};
        for (Object value : List.of(new Object(), Thread.currentThread(), lambda, new AtomicInteger(1), System.out)) {
            assertThat(Fingerprints.ofValue(value))
                    .as(value.getClass().getName())
                    .isEmpty();
            assertThat(Fingerprints.ofValue(List.of("a", value))).isEmpty();
            assertThat(Fingerprints.ofValue(Map.of("a", value))).isEmpty();
            assertThat(Fingerprints.ofValue(new Holder(value))).isEmpty();
        }
    }

    @Test
    void valueThatHoldsItselfHasNoFingerprint() {
        List<Object> twice = new ArrayList<>();
        twice.add(twice);
        twice.add(twice);
        assertThat(Fingerprints.ofValue(twice)).isEmpty();
        Object[] array = new Object[1];
        array[0] = new Holder(array);
        assertThat(Fingerprints.ofValue(array)).isEmpty();
    }

    @Test
    void valueThatStandsTwiceInAnotherIsNoCircle() {
        List<Integer> shared = List.of(1);
        assertThat(of(List.of(shared, shared))).isEqualTo(of(List.of(List.of(1), List.of(1))));
    }

    @Test
    void valueNestedWithoutEndHasNoFingerprint() {
        Holder chain = new Holder("end");
        for (int i = 0; i < 100_000; i++) {
            chain = new Holder(chain);
        }
        assertThat(Fingerprints.ofValue(chain)).isEmpty();
    }

    @Test
    void combinedDependsOnOrderAndBorders() {
        assertThat(Fingerprints.combined(List.of("a", "b")))
                .isNotEqualTo(Fingerprints.combined(List.of("b", "a")))
                .isNotEqualTo(Fingerprints.combined(List.of("ab")))
                .isNotEqualTo(Fingerprints.combined(List.of("a", "b", "")));
    }
}
