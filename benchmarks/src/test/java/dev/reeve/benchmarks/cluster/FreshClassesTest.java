package dev.reeve.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FreshClassesTest {
    @Test
    void aClassIsMadeOnceMoreAndTheRestIsTheSame() throws Exception {
        Class<?> one = new FreshClasses(SoakFlow.class).loadClass(SoakFlow.class.getName());
        Class<?> other = new FreshClasses(SoakFlow.class).loadClass(SoakFlow.class.getName());

        assertThat(one).isNotEqualTo(other).isNotEqualTo(SoakFlow.class);
        assertThat(one.getClassLoader().loadClass(Flow.class.getName())).isEqualTo(Flow.class);
        assertThat(one.getClassLoader().loadClass(SoakFlow.Piece.class.getName()))
                .isNotEqualTo(SoakFlow.Piece.class);
    }

    @Test
    void theFlowOfASoakComesToWhatIsExpected() {
        SoakVersion flow = new SoakFlow();

        assertThat(flow.get().run().task("total").value()).isEqualTo(flow.expected());
    }

    @Test
    void itsVersionsComeToDifferentSums() throws Exception {
        SoakVersion one = Soak.version(1);
        SoakVersion two = Soak.version(2);

        assertThat(two.expected()).isGreaterThan(one.expected());
        assertThat(two.getClass().getName()).isEqualTo(one.getClass().getName());
        assertThat(two.get().run().task("total").value()).isEqualTo(two.expected());
        assertThat(one.get().run().task("total").value()).isEqualTo(one.expected());
    }

    @Test
    void whatWorkersAreSentIsTheVersionThatTheDriverHas() throws Exception {
        String file = SoakFlow.class.getName().replace('.', '/') + ".class";
        try (InputStream sent = Soak.version(1).getClass().getClassLoader().getResourceAsStream(file);
                InputStream plain = SoakFlow.class.getClassLoader().getResourceAsStream(file)) {
            assertThat(sent.readAllBytes()).isNotEqualTo(plain.readAllBytes());
        }
    }
}
