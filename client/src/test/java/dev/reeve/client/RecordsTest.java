package dev.reeve.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.api.InvalidFieldException;
import dev.reeve.api.Page;
import dev.reeve.api.Problem;
import dev.reeve.api.StateJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wire records: what must be there is, what they keep is their own, and they are read as they were written. */
class RecordsTest {
    private static final Instant AT = Instant.parse("2026-11-26T03:00:00.000000001Z");

    private static Event read(String json) {
        return ServerJson.MAPPER.readValue(json, Event.class);
    }

    @Test
    void eventsAreReadAsTheyWereWritten() {
        List<Event> events = List.of(
                Event.state(0, 3, AT, "Running", StateJson.of("Success", "well")),
                Event.stored(0, -1, AT, "file:/results/0", "c0ffee"),
                Event.failed(0, -1, AT, 2, "java.io.IOException: broken"),
                Event.turned(1, -1, AT, 4, "file:/results/1", "c0ffee"),
                Event.answered(1, -1, AT, "ann", "yes"),
                Event.called(1, 0, AT, 2, "w1 (process 4711 on node3)"),
                Event.began(1, 0, AT, "run.load.1"));

        for (Event event : events) {
            String json = ServerJson.MAPPER.writeValueAsString(event);
            assertThat(read(json)).isEqualTo(event);
            assertThat(json)
                    .as("the kind stands first: the server finds events by it")
                    .startsWith("{\"kind\":\"" + event.kind().name().toLowerCase(java.util.Locale.ROOT) + "\"");
        }
    }

    @Test
    void whatItsKindMustHaveIsAskedForByName() {
        for (EventKind kind : EventKind.values()) {
            if (kind != EventKind.ANSWERED) {
                assertThatThrownBy(
                                () -> read("{\"kind\":\"" + kind + "\",\"node\":0,\"child\":-1,\"at\":\"" + AT + "\"}"))
                        .as(kind.name())
                        .hasRootCauseInstanceOf(InvalidFieldException.class)
                        .hasMessageContaining("is missing");
            }
        }
        assertThatThrownBy(() -> Event.began(-2, -1, AT, "r")).hasMessageContaining("node is -2");
    }

    @Test
    void pagesKeepNoListOfOthersAndNoHoles() {
        List<String> mine = new ArrayList<>(List.of("a"));
        Page<String> page = new Page<>(mine, null);
        mine.add("b");

        assertThat(page.items()).containsExactly("a");
        assertThatThrownBy(() -> new Page<>(Arrays.asList("a", null), null))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        wrong -> assertThat(wrong.field()).isEqualTo("items"));
    }

    @Test
    void problemOfAnotherServerHasAllThatIsAskedOf() {
        Problem problem = ServerJson.MAPPER.readValue("{\"status\":418}", Problem.class);

        assertThat(problem.type()).isEqualTo(Problem.ABOUT_BLANK);
        assertThat(problem.errors()).isEmpty();
        assertThat(new RefusedException(problem)).hasMessage("The server answered 418.");
    }
}
