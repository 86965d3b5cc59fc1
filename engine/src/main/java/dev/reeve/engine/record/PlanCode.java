package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import java.util.List;

/** What a resumed run was to run again, and why, as bytes. The numbers of fields and fates are part of the format. */
final class PlanCode {
    private static final int WAITS = 1;
    private static final int PARTLY = 2;
    /** Children in a row with the same reason count once; of more than so many such rows no reason is told. */
    private static final int MOST_REASONS = 10_000;

    private static final String UNTOLD = "for a reason of its own, as many others of its task";

    private final Bytes out = new Bytes(1 << 10);
    private final Fields.Writer fields = new Fields.Writer(out);
    private int reasons;

    private PlanCode() {}

    /** Who is told what is read. */
    interface Reasons {
        void planned(String task, RecordedReason reason);
    }

    static Bytes write(ResumePlan plan) {
        PlanCode code = new PlanCode();
        List<ResumePlan.Item> items = plan.items();
        for (int i = 0; i < items.size(); ) {
            int next = i + 1;
            while (next < items.size() && code.goesOn(items.get(next - 1), items.get(next))) {
                next++;
            }
            code.item(items.get(i), next - i);
            i = next;
        }
        return code.out;
    }

    /** Whether it is the next child of the same task, with the same reason as far as that is told. */
    private boolean goesOn(ResumePlan.Item one, ResumePlan.Item next) {
        return one.child() >= 0
                && next.child() == one.child() + 1
                && next.fate() == one.fate()
                && (reasons >= MOST_REASONS || next.reason().equals(one.reason()))
                && next.task().equals(one.task());
    }

    private void item(ResumePlan.Item item, int count) {
        if (item.fate() == ResumePlan.Fate.REUSED) {
            return;
        }
        boolean told = item.child() < 0 || reasons++ < MOST_REASONS;
        Bytes part = new Bytes(64);
        new Fields.Writer(part)
                .text(1, item.task())
                .number(2, item.child())
                .number(3, count)
                .number(4, number(item.fate()))
                .said(5, told ? item.reason() : UNTOLD);
        fields.part(1, part);
    }

    private static int number(ResumePlan.Fate fate) {
        return switch (fate) {
            case REUSED, AGAIN -> 0;
            case WAITS -> WAITS;
            case PARTLY_REUSED -> PARTLY;
        };
    }

    static void read(Scan in, int epoch, Reasons reasons) throws DamagedRecordException {
        for (Scan scan : new Fields.Reader(in).parts(1)) {
            Fields.Reader part = new Fields.Reader(scan);
            int fate = (int) (long) part.number(4).orElse(0L);
            reasons.planned(
                    part.text(1),
                    new RecordedReason(
                            epoch,
                            (int) (long) part.number(2).orElse(-1L),
                            (int) (long) part.number(3).orElse(1L),
                            fate == WAITS
                                    ? ResumePlan.Fate.WAITS
                                    : fate == PARTLY ? ResumePlan.Fate.PARTLY_REUSED : ResumePlan.Fate.AGAIN,
                            part.text(5)));
        }
    }
}
