package dev.reeve.server.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What limits there are. They are kept to from the moment that they are set, by what begins then. */
public final class ConcurrencyLimits {
    private static final String ALL = """
            select c.kind, c.name, c.most, case c.kind
                when 'label' then (select count(*) from run_lease l join run_input i using (run_id)
                    where c.name = any(i.labels))
                else (select count(*) from task_place p join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch
                    where c.name = any(p.tags)) end as held
            from concurrency_limit c order by c.kind, c.name
            """;

    private ConcurrencyLimits() {}

    /** By kind and name. */
    public static List<Limit> all(Handle handle) {
        return handle.createQuery(ALL)
                .map((row, context) -> new Limit(
                        Limit.Kind.of(row.getString("kind")),
                        row.getString("name"),
                        row.getInt("most"),
                        row.getInt("held")))
                .list();
    }

    /** That of a name. */
    public static Optional<Limit> of(Handle handle, Limit.Kind kind, String name) {
        return all(handle).stream()
                .filter(each -> each.kind() == kind && each.name().equals(name))
                .findFirst();
    }

    /** Sets it, or changes it. What goes on already is not stopped. */
    public static void set(Handle handle, Limit limit) {
        handle.execute(
                "insert into concurrency_limit (kind, name, most) values (?, ?, ?)"
                        + " on conflict (kind, name) do update set most = excluded.most",
                limit.kindText(),
                limit.name(),
                limit.most());
    }

    /** Whether there was one. */
    public static boolean remove(Handle handle, Limit.Kind kind, String name) {
        return handle.execute(
                        "delete from concurrency_limit where kind = ? and name = ?",
                        new Limit(kind, name, 0, 0).kindText(),
                        name)
                > 0;
    }
}
