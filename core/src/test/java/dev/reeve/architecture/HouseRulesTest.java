package dev.reeve.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.reeve.architecture.wrong.first.Asking;
import dev.reeve.architecture.wrong.first.ThingUtil;
import dev.reeve.architecture.wrong.second.Answering;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule sees the class that was written to break it, and leaves the others alone. */
class HouseRulesTest {
    private static final String FIRST = "dev.reeve.architecture.wrong.first";
    private static final String SECOND = "dev.reeve.architecture.wrong.second";
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages("dev.reeve.architecture.wrong");

    private final HouseRules rules = HouseRules.over(WRONG).thirdParties("org.jspecify");

    @Test
    void aNameThatSaysNothingIsSeen() {
        assertThat(complaints("names say")).singleElement().asString().contains(ThingUtil.class.getName());
    }

    @Test
    void aPackageThatIsNotNullMarkedIsSeen() {
        assertThat(complaints("every package")).isNotEmpty().allMatch(text -> text.startsWith(SECOND));
    }

    @Test
    void aStaticFieldThatChangesIsSeen() {
        assertThat(complaints("no static field")).singleElement().asString().contains("Answering.count");
    }

    @Test
    void aThirdPartyThatIsNotNamedIsSeen() {
        assertThat(complaints("only these")).isNotEmpty().allMatch(text -> text.contains("org.junit.jupiter"));
        rules.thirdParties("org.junit.jupiter");
        assertThat(complaints("only these")).isEmpty();
    }

    @Test
    void packagesThatDependOnEachOtherAreSeenUnlessAccepted() {
        assertThat(complaints("packages do not")).singleElement().asString().contains(FIRST, SECOND);
        rules.accept(Asking.class, Answering.class);
        assertThat(complaints("packages do not")).isEmpty();
    }

    @Test
    void aClockReadByACallOrByAReferenceIsSeenWherePure() {
        rules.pure(FIRST);

        assertThat(complaints("no clock"))
                .anyMatch(text -> text.contains("Instant.now()"))
                .anyMatch(text -> text.contains("System.nanoTime()"))
                .anyMatch(text -> text.contains("java.util.Random"))
                .allMatch(text -> text.contains("Asking"));
    }

    @Test
    void aLayerThatUsesAnotherIsSeenUnlessAllowedOrAccepted() {
        assertThat(complaints(rules.layer(FIRST), FIRST)).isNotEmpty().allMatch(text -> text.contains("Answering"));
        assertThat(complaints(HouseRules.over(WRONG).layer(FIRST, SECOND), FIRST))
                .isEmpty();
        assertThat(complaints(HouseRules.over(WRONG).layer(FIRST).accept(Asking.class, Answering.class), FIRST))
                .isEmpty();
    }

    private List<String> complaints(String rule) {
        return complaints(rules, rule);
    }

    private static List<String> complaints(HouseRules rules, String rule) {
        return rules.rules().stream()
                .filter(candidate -> candidate.getDescription().startsWith(rule))
                .flatMap(candidate -> candidate.evaluate(WRONG).getFailureReport().getDetails().stream())
                .toList();
    }
}
