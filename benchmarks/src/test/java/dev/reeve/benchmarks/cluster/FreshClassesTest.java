package dev.reeve.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import java.util.function.Supplier;
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
        Supplier<Flow> flow = new SoakFlow();

        assertThat(flow.get().run().task("total").value()).isEqualTo(SoakFlow.expected());
    }
}
