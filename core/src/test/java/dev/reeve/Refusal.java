package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;

/** Definitions that have to be refused. */
final class Refusal {
    private Refusal() {}

    /** Exactly one mistake: of that task, with that cause and that remedy. */
    static void refused(Consumer<FlowBuilder> body, String task, String cause, String remedy) {
        FlowDefinitionException thrown =
                catchThrowableOfType(FlowDefinitionException.class, () -> Flow.define("d", body));
        assertThat(thrown).as("not refused").isNotNull();
        assertThat(thrown.errors()).anySatisfy(error -> {
            assertThat(error.flow()).isEqualTo("d");
            assertThat(error.task()).isEqualTo(task);
            assertThat(error.cause()).contains(cause);
            assertThat(error.remedy()).contains(remedy);
        });
        assertThat(thrown.errors()).as("mistakes that there are not").hasSize(1);
    }

    /** At least one mistake with those words. */
    static void refusedAnywhere(Consumer<FlowBuilder> body, String cause, String remedy) {
        assertThatThrownBy(() -> Flow.define("d", body))
                .isInstanceOf(FlowDefinitionException.class)
                .hasMessageContaining(cause)
                .hasMessageContaining(remedy);
    }
}
