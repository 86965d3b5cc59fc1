package dev.reeve.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    private static final List<String> KNOWN = List.of("country", "count", "bucket", "max_rows", "daily-etl");

    @Test
    void fewLettersApartIsNear() {
        assertThat(NearestNames.of("contry", KNOWN)).first().isEqualTo("country");
        assertThat(NearestNames.of("Bucket", KNOWN)).containsExactly("bucket");
        assertThat(NearestNames.of("maxRows", KNOWN)).containsExactly("max_rows");
        assertThat(NearestNames.of("daily_etl", KNOWN)).containsExactly("daily-etl");
        assertThat(NearestNames.of("rnu", List.of("run", "new"))).containsExactly("run");
    }

    @Test
    void aNameWithinAnotherIsNear() {
        assertThat(NearestNames.of("daily", KNOWN)).containsExactly("daily-etl");
    }

    @Test
    void nothingIsNearToNonsense() {
        assertThat(NearestNames.of("xyzzy", KNOWN)).isEmpty();
        assertThat(NearestNames.of("", KNOWN)).isEmpty();
        assertThat(NearestNames.of("x".repeat(100_000), KNOWN)).isEmpty();
        assertThat(NearestNames.question("xyzzy", KNOWN)).isEmpty();
    }

    @Test
    void theQuestionFollowsASentence() {
        assertThat(NearestNames.question("bucet", KNOWN)).isEqualTo(" Did you mean \"bucket\"?");
    }
}
