package dev.reeve.schedule;

import java.util.List;

/**
 * What an expression says in one field.
 *
 * @param column where it is written; the first is 1
 */
record CronPart(CronField field, int column, List<CronItem> items) {
    CronPart {
        items = List.copyOf(items);
    }

    /** A field that was not written. */
    static CronPart zero(CronField field) {
        return new CronPart(field, 1, List.of(new CronItem.Values(0, 0, 1, false)));
    }

    /** Its plain values, a bit for each; Sunday is bit 0. */
    long bits() {
        long bits = 0;
        for (CronItem item : items) {
            if (item instanceof CronItem.Values values) {
                for (int v = values.from(); v <= values.to(); v += values.step()) {
                    bits |= 1L << (field == CronField.DAY_OF_WEEK && v == 7 ? 0 : v);
                }
            }
        }
        return bits;
    }

    /** Whether it leaves nothing out, however it is written: as {@code *}, {@code ?}, <code>*&#47;1</code> or {@code 0-59}. */
    boolean whole() {
        long all = (1L << field.last() + 1) - (1L << field.min());
        return bits() == all;
    }

    /** Whether a step is written in it. */
    boolean stepped() {
        return items.stream().anyMatch(item -> item instanceof CronItem.Values values && values.stepped());
    }
}
