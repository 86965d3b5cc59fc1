package dev.reeve.server.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What limits there are. They are kept to by each claim from the moment that they are set. */
public final class LabelLimits {
    private static final String ALL = """
            select c.label, c.most, (select count(*) from run_lease l join run_input i using (run_id)
                where c.label = any(i.labels)) as held
            from label_limit c
            """;

    private LabelLimits() {}

    /** By label. */
    public static List<LabelLimit> all(Handle handle) {
        return handle.createQuery(ALL + " order by c.label")
                .map((row, context) ->
                        new LabelLimit(row.getString("label"), row.getInt("most"), row.getInt("held")))
                .list();
    }

    /** That of a label. */
    public static Optional<LabelLimit> of(Handle handle, String label) {
        return all(handle).stream().filter(each -> each.label().equals(label)).findFirst();
    }

    /** Sets it, or changes it. Runs that go on already are not stopped. */
    public static void set(Handle handle, String label, int most) {
        handle.execute(
                "insert into label_limit (label, most) values (?, ?) on conflict (label) do update set most = excluded.most",
                label,
                most);
    }

    /** Whether there was one. */
    public static boolean remove(Handle handle, String label) {
        return handle.execute("delete from label_limit where label = ?", label) > 0;
    }
}
