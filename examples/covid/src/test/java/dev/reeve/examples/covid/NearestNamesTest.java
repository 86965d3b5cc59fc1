package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
    private static final List<String> KNOWN = List.of(
            "Germany", "Greece", "Grenada", "Guernsey", "Italy", "Mali", "South_Korea", "United_States_of_America");

    @ParameterizedTest
    @CsvSource({
        "germany, Germany",
        "Germny, Germany",
        "Korea, South_Korea",
        "United States, United_States_of_America",
        "united states of america, United_States_of_America",
        "Grece, Greece"
    })
    void theNameThatWasMeantComesFirst(String typed, String meant) {
        assertThat(NearestNames.of(typed, KNOWN)).first().isEqualTo(meant);
    }

    @Test
    void whatIsLikeNoneGetsNoSuggestion() {
        assertThat(NearestNames.of("Atlantis", KNOWN)).isEmpty();
        assertThat(NearestNames.of("", KNOWN)).isEmpty();
        assertThat(NearestNames.of("()", KNOWN)).isEmpty();
    }

    @Test
    void theQuestionNamesAllThatAreNear() {
        assertThat(NearestNames.question("Niger1", List.of("Niger", "Nigeria")))
                .isEqualTo("Did you mean \"Niger\" or \"Nigeria\"?");
        assertThat(NearestNames.question("Atlantis", KNOWN)).startsWith("Names are written as the ECDC does");
    }

    @Test
    void thereAreThreeAtMost() {
        assertThat(NearestNames.of("aaaa", List.of("aaab", "aaac", "aaad", "aaae")))
                .containsExactly("aaab", "aaac", "aaad");
    }
}
