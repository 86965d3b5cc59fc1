package dev.reeve.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.Serializers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CodingTest {
    record Blob(int number, byte[] bytes) {}

    /** JSON reads it, and loses what has no getter. */
    public static final class Lossy {
        public int seen = 1;
        private final int hidden;

        public Lossy() {
            this(0);
        }

        Lossy(int hidden) {
            this.hidden = hidden;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lossy lossy && lossy.hidden == hidden;
        }

        @Override
        public int hashCode() {
            return hidden;
        }
    }

    /** A bean, which JSON reads whole. */
    public static final class Bean {
        public String name = "";
    }

    private static final Coding CODING = new Coding("the result", Serializers::json, null);

    private static Coding declared(Class<?> type) {
        return new Coding("the result", Serializers::json, type);
    }

    @Test
    void halfACharacterIsKept() throws Exception {
        Coding.Encoded encoded = CODING.encoded("a\uD800b");
        assertThat(CODING.decoded(encoded.form(), encoded.bytes())).isEqualTo("a\uD800b");
    }

    @Test
    void arraysInRecordsAreKept() throws Exception {
        Coding.Encoded encoded = CODING.encoded(new Blob(1, new byte[] {1, 2}));
        assertThat(((Blob) CODING.decoded(encoded.form(), encoded.bytes())).bytes())
                .containsExactly(1, 2);
    }

    @Test
    void whatASerializerBringsBackWholeLeavesMemory() throws Exception {
        Bean bean = new Bean();
        bean.name = "b";
        Coding coding = declared(Bean.class);
        Coding.Encoded encoded = coding.encoded(bean);
        assertThat(encoded).isNotNull();
        assertThat(((Bean) coding.decoded(encoded.form(), encoded.bytes())).name)
                .isEqualTo("b");
    }

    @Test
    void whatASerializerLosesStaysInMemory() {
        assertThat(declared(Lossy.class).encoded(new Lossy(5))).isNull();
    }

    @Test
    void whatHasAnOrderOfItsOwnOrHoldsItselfStaysInMemory() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThat(CODING.encoded(new TreeMap<>(Comparator.reverseOrder()))).isNull();
        assertThat(CODING.encoded(itself)).isNull();
        assertThat(CODING.encoded(new Thread())).isNull();
    }
}
