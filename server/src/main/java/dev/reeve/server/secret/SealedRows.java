package dev.reeve.server.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** All that is sealed in a database, to be found again when the server's key changes. Thread-safe. */
public final class SealedRows {
    private static final int MOST_NAMED = 10;

    /** What each is about is said here and where it is sealed: both have to agree. */
    private static final String ALL = """
            select 'secret' as kind, s.id, coalesce(p.name || '/', '') || s.name as shown, s.key_id, s.sealed,
                array['secret', coalesce(s.project_id, 0)::text, s.name, s.version::text] as about
            from secret s left join project p on p.id = s.project_id
            union all
            select 'hook', k.id, p.name || '/' || k.name, k.key_id, k.sealed,
                array['hook', k.id::text, k.project_id::text, k.version::text]
            from hook k join project p on p.id = k.project_id
            order by kind, shown
            """;

    private record Row(String kind, Object id, String shown, Sealed sealed, List<String> about) {
        String words() {
            return kind + " " + shown;
        }
    }

    private final Jdbi database;

    /** Of that database. */
    public SealedRows(Jdbi database) {
        this.database = database;
    }

    private static List<Row> all(Handle handle) {
        return handle.createQuery(ALL)
                .map((row, context) -> new Row(
                        row.getString("kind"),
                        row.getObject("id"),
                        row.getString("shown"),
                        new Sealed(row.getString("key_id"), row.getBytes("sealed")),
                        Arrays.asList((String[]) row.getArray("about").getArray())))
                .list();
    }

    /**
     * Looks whether the server's key opens all there is, and seals anew what older keys of its file sealed.
     *
     * @param from where the key is, for people
     * @throws IllegalStateException if something is sealed with a key that is not there; names it, and says what to do
     */
    public void settle(Seal seal, String from) {
        List<String> lost = database.withHandle(handle -> lost(handle, seal));
        if (!lost.isEmpty()) {
            throw new IllegalStateException("The key in " + from + " is not the one that these were sealed with: "
                    + shortened(lost) + ". Put the right server.key there. If it is lost, so are they: reeve server"
                    + " rotate-key --forget-lost deletes them, and then they can be set again.");
        }
        int ignored = reseal(seal);
    }

    private static String shortened(List<String> all) {
        String named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " others" : named;
    }

    private static List<String> lost(Handle handle, Seal seal) {
        return all(handle).stream()
                .filter(row -> !seal.keyIds().contains(row.sealed().keyId()))
                .map(Row::words)
                .toList();
    }

    /** Seals anew, in one transaction, what older keys sealed; answers how many that were. */
    public int reseal(Seal seal) {
        return database.inTransaction(handle -> {
            handle.execute("lock table secret, hook in share row exclusive mode");
            int count = 0;
            for (Row row : all(handle)) {
                if (!row.sealed().keyId().equals(seal.keyId())) {
                    Sealed fresh = seal.seal(row.about(), opened(seal, row));
                    count += handle.createUpdate(
                                    "update " + table(row) + " set key_id = :key, sealed = :sealed where id = :id")
                            .bind("key", fresh.keyId())
                            .bind("sealed", fresh.bytes())
                            .bind("id", row.id())
                            .execute();
                }
            }
            return count;
        });
    }

    private static String opened(Seal seal, Row row) {
        try {
            return seal.open(row.about(), row.sealed());
        } catch (SealException e) {
            throw new IllegalStateException(
                    row.words() + " cannot be sealed anew: " + e.getMessage() + ". Delete it, and set it again.", e);
        }
    }

    /** Deletes what no key opens that is there; answers what that was. */
    public List<String> forgetLost(Seal seal) {
        return database.inTransaction(handle -> {
            List<String> forgotten = new ArrayList<>();
            for (Row row : all(handle)) {
                if (!seal.keyIds().contains(row.sealed().keyId())) {
                    handle.createUpdate("delete from " + table(row) + " where id = :id")
                            .bind("id", row.id())
                            .execute();
                    forgotten.add(row.words());
                }
            }
            return forgotten;
        });
    }

    private static String table(Row row) {
        return row.kind(); // one of those that the query names
    }
}
