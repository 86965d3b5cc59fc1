package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtherPartTest {
    private static final long PATIENCE = 10;
    private static final Address FIRST = Address.parse("node1:47500");
    private static final Address SECOND = Address.parse("node2:47500");

    private final OtherPart part = new OtherPart(List.of(FIRST, SECOND), PATIENCE);
    private final Set<Address> here = new HashSet<>();
    private final Set<Address> answering = new HashSet<>();
    private long now;

    @BeforeEach
    void allAreThere() {
        here.addAll(List.of(FIRST, SECOND));
        answering.addAll(List.of(FIRST, SECOND));
        assertThat(look()).isNull();
    }

    private Address look() {
        return part.look(here::contains, answering::contains, now);
    }

    private Address lookLater(long passed) {
        now += passed;
        return look();
    }

    @Test
    void whoIsAloneJoinsTheFirstThatAnswersForLong() {
        here.clear();
        answering.clear();
        assertThat(lookLater(100)).as("nobody answers").isNull();
        answering.addAll(List.of(FIRST, SECOND));
        assertThat(lookLater(1)).as("it may just start").isNull();
        assertThat(lookLater(PATIENCE)).isNull();
        assertThat(lookLater(1)).isEqualTo(FIRST);
    }

    @Test
    void aPartWithTheFirstAddressStaysAndTheOtherComesToIt() {
        here.remove(SECOND); // it was cut off, and answers again
        assertThat(lookLater(1)).isNull();
        assertThat(lookLater(10 * PATIENCE)).isNull();
    }

    @Test
    void aPartWithTheSecondAddressJoinsThatWithTheFirst() {
        here.remove(FIRST);
        assertThat(lookLater(1)).isNull();
        assertThat(lookLater(PATIENCE + 1)).isEqualTo(FIRST);
    }

    @Test
    void whoeverIsAtTheSecondAddressIsJoinedIfTheFirstIsGone() {
        here.clear();
        answering.remove(FIRST);
        assertThat(lookLater(1)).isNull();
        assertThat(lookLater(PATIENCE + 1)).isEqualTo(SECOND);
        part.joined();
        assertThat(lookLater(1)).as("it has just joined").isNull();
    }

    @Test
    void theTimeCountsFromWhenTheOwnPartLostTheFirstAddress() {
        here.remove(SECOND);
        assertThat(lookLater(10 * PATIENCE)).isNull();
        here.remove(FIRST);
        answering.remove(FIRST);
        assertThat(lookLater(1)).isNull();
        assertThat(lookLater(PATIENCE)).isNull();
        assertThat(lookLater(1)).isEqualTo(SECOND);
    }

    @Test
    void anAddressWhereNobodyOfTheClusterWasSeenIsNotJoined() {
        OtherPart fresh = new OtherPart(List.of(FIRST), PATIENCE);
        assertThat(fresh.look(address -> false, address -> true, 0)).isNull();
        assertThat(fresh.look(address -> false, address -> true, 10 * PATIENCE)).isNull();
    }

    @Test
    void oneThatDoesNotAnswerBetweenCountsAnew() {
        here.remove(FIRST);
        assertThat(lookLater(1)).isNull();
        answering.remove(FIRST);
        assertThat(lookLater(PATIENCE)).isNull();
        answering.add(FIRST);
        assertThat(lookLater(1)).isNull();
        assertThat(lookLater(PATIENCE)).isNull();
        assertThat(lookLater(1)).isEqualTo(FIRST);
    }
}
