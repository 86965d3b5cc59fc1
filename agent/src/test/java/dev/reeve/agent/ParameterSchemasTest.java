package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reeve.Secret;
import dev.reeve.TypeRef;
import dev.reeve.client.ServerJson;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of Java types as JSON Schema. */
final class ParameterSchemasTest {
    enum Country {
        GERMANY,
        ITALY {
            @Override
            public String toString() {
                return "Italia";
            }
        }
    }

    enum Renamed {
        @JsonProperty("x")
        A
    }

    record Place(Country country, Optional<String> city, @Nullable LocalDate since, int... floors) {}

    record Pair<A>(A left, List<A> both) {}

    record Tree(String name, List<Tree> children) {}

    record Own(@JsonProperty("n") String name) {}

    private static String of(Type type) {
        return ServerJson.MAPPER.writeValueAsString(ParameterSchemas.of(type));
    }

    @Test
    void plainTypesSayTypeBoundsAndFormat() {
        assertThat(of(String.class)).isEqualTo("{\"type\":\"string\"}");
        assertThat(of(int.class)).isEqualTo("{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}");
        assertThat(of(Duration.class)).isEqualTo("{\"format\":\"duration\"}");
        assertThat(of(Instant.class)).isEqualTo("{\"format\":\"date-time\"}");
        assertThat(of(boolean.class)).isEqualTo("{\"type\":\"boolean\"}");
        assertThat(of(Object.class)).isEqualTo("{}");
    }

    @Test
    void constantsAreNamedAsTheyAreRead() {
        assertThat(of(Country.class)).isEqualTo("{\"type\":\"string\",\"enum\":[\"GERMANY\",\"ITALY\"]}");
        assertThat(of(Renamed.class)).isEqualTo("{\"type\":\"string\"}");
    }

    @Test
    void recordsSayTheirPartsAndWhichMustBeThere() {
        assertThat(of(Place.class))
                .isEqualTo("{\"type\":\"object\",\"title\":\"Place\",\"properties\":{"
                        + "\"country\":{\"type\":\"string\",\"enum\":[\"GERMANY\",\"ITALY\"]},"
                        + "\"city\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]},"
                        + "\"since\":{\"anyOf\":[{\"format\":\"date\"},{\"type\":\"null\"}]},"
                        + "\"floors\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}}},"
                        + "\"required\":[\"country\",\"floors\"],\"additionalProperties\":false}");
    }

    @Test
    void listsSetsMapsAndGenericRecordsSayWhatIsInThem() {
        assertThat(of(new TypeRef<Map<String, Set<Double>>>() {}.type()))
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"uniqueItems\":true}}");
        assertThat(of(new TypeRef<Pair<LocalDate>>() {}.type()))
                .contains("\"left\":{\"format\":\"date\"}", "\"items\":{\"format\":\"date\"}");
    }

    @Test
    void whatContainsItselfIsSaidOnce() {
        assertThat(of(Tree.class)).contains("\"children\":{\"type\":\"array\",\"items\":{}}");
    }

    @Test
    void formsOfOnesOwnAreNotGuessed() {
        assertThat(of(Own.class)).isEqualTo("{}");
    }

    @Test
    void aSecretHasNoValue() {
        assertThat(of(Secret.class)).isEqualTo("{\"not\":{}}");
    }
}
