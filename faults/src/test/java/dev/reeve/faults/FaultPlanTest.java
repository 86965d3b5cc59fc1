package dev.reeve.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.faults.FaultPlan.Strike;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which faults there are. */
final class FaultPlanTest {
    @Test
    void aSeedGivesTheSameFaultsAgainAndAnotherSeedGivesOthers() {
        assertThat(FaultPlan.of(7, 50, 1_000)).isEqualTo(FaultPlan.of(7, 50, 1_000));
        assertThat(FaultPlan.of(8, 50, 1_000)).isNotEqualTo(FaultPlan.of(7, 50, 1_000));
    }

    @Test
    void faultsComeWhileThereAreRunsToBefallAndEachKindComes() {
        FaultPlan plan = FaultPlan.of(1, 300, 1_000);
        assertThat(plan.strikes()).extracting(Strike::after).isSorted().allMatch(after -> after < 1_000);
        assertThat(plan.strikes().stream().map(Strike::fault).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Fault.values()));
    }
}
