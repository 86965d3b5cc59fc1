package dev.reeve.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.ResumePlan;
import dev.reeve.ResumePlan.Fate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanCodeTest {
    private static final int MANY = 40_000;

    private static List<RecordedReason> written(List<ResumePlan.Item> items) throws DamagedRecordException {
        List<RecordedReason> read = new ArrayList<>();
        Bytes bytes = PlanCode.write(new ResumePlan(Written.ID, 2, items));
        PlanCode.read(new Scan(bytes.toArray()), 2, (task, reason) -> read.add(reason));
        return read;
    }

    @Test
    void ofMoreReasonsThanAreToldItIsStillKnownWhatRunsAgain() throws DamagedRecordException {
        List<ResumePlan.Item> items = new ArrayList<>();
        items.add(new ResumePlan.Item("many", -1, Fate.PARTLY_REUSED, "some are used again"));
        for (int child = 0; child < MANY; child++) {
            if (child % 3 > 0) {
                items.add(new ResumePlan.Item("many", child, Fate.AGAIN, "it depends on before[" + child + "]"));
            }
        }
        List<RecordedReason> read = written(items);
        Debt debt = new Debt();
        read.forEach(reason -> debt.add(reason, MANY));
        for (int child = 0; child < MANY; child++) {
            assertThat(debt.has(child)).as("child %d", child).isEqualTo(child % 3 > 0);
        }
        assertThat(debt.partly()).isTrue();
        assertThat(debt.has(-1)).isFalse();
        assertThat(read.get(1).reason()).isEqualTo("it depends on before[1]");
        assertThat(read.getLast())
                .isEqualTo(new RecordedReason(
                        2, MANY - 3, 2, Fate.AGAIN, read.getLast().reason()));
        assertThat(read.getLast().reason()).isEqualTo("for a reason of its own, as many others of its task");
    }

    @Test
    void aPlanOfChildrenThatCannotBeOwesNothing() {
        for (int child : new int[] {-7, 3, Integer.MAX_VALUE}) {
            for (int count : new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}) {
                Debt debt = new Debt();
                debt.add(new RecordedReason(2, child, count, Fate.AGAIN, ""), 3);
                for (int i = 0; i < 10; i++) {
                    assertThat(debt.has(i))
                            .as("%d of %d at %d", i, count, child)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void whatWasReopenedIsNotOwedAnyMore() {
        Debt debt = new Debt();
        debt.add(new RecordedReason(2, -1, 1, Fate.AGAIN, ""), 0);
        assertThat(debt.has(-1)).isTrue();
        debt.paid(-1);
        assertThat(debt.has(-1)).isFalse();
    }
}
