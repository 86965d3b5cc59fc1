package dev.reeve.engine.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordTextsTest {
    private record Offer(int amount, LocalDate until, Optional<String> words) {
        private Offer {
            if (amount < 0) {
                throw new IllegalArgumentException("below zero");
            }
        }
    }

    private final RecordTexts texts = new RecordTexts(Offer.class);

    @Test
    void eachComponentIsReadByItsType() {
        assertThat(texts.read(Map.of("amount", "3", "until", "2026-01-31", "words", "")))
                .isEqualTo(new Offer(3, LocalDate.of(2026, 1, 31), Optional.empty()));
        assertThat(texts.fields()).extracting(RecordTexts.Field::name).isEqualTo(List.of("amount", "until", "words"));
    }

    @Test
    void allThatIsWrongIsSaid() {
        assertThatExceptionOfType(ParameterTextException.class)
                .isThrownBy(() -> texts.read(Map.of("amount", "x", "unitl", "2026-01-31", "words", "")))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(each -> assertThat(each).startsWith("\"amount\" takes a whole number"))
                        .anySatisfy(each -> assertThat(each).startsWith("\"until\" is missing; it takes a date"))
                        .anySatisfy(each -> assertThat(each).contains("Did you mean \"until\"?")));
        assertThat(texts.problem("amount", "x")).isNotEmpty();
        assertThat(texts.problem("amount", "7")).isEmpty();
    }

    @Test
    void whatTheRecordItselfRefusesIsSaid() {
        assertThatExceptionOfType(ParameterTextException.class)
                .isThrownBy(() -> texts.read(Map.of("amount", "-1", "until", "2026-01-31", "words", "")))
                .withMessageContaining("below zero");
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordTexts(String.class));
    }
}
