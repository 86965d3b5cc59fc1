package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why the fence kept a batch out: a sending again of what is written, a gap, or a sender that holds the run no longer. */
final class Explaining {
    private static final String EXPLAIN = """
            select f.epoch as run_epoch, f.state, l.epoch, l.seq,
                (select h.epoch from state_history h
                    where h.run_id = any(array(select f.id union all select i.id from inner_run i where i.root_run = f.id))
                    and h.seq = ? and not h.by_server limit 1) as written
            from flow_run f left join run_lease l on l.run_id = f.id where f.id = ?
            """;

    private final Connection connection;

    Explaining(Connection connection) {
        this.connection = connection;
    }

    Reply explain(Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXPLAIN)) {
            statement.setInt(1, batch.last());
            statement.setObject(2, batch.run());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? of(batch, row) : new Reply.Unknown();
            }
        }
    }

    private static Reply of(Batch batch, ResultSet row) throws SQLException {
        @Nullable Integer written = row.getObject("written", Integer.class);
        @Nullable Integer held = row.getObject("epoch", Integer.class);
        if (written != null && written == batch.epoch()) {
            return new Reply.AlreadyApplied(batch.last());
        }
        if (held != null && held == batch.epoch()) {
            return new Reply.OutOfOrder(row.getInt("seq"));
        }
        String state = new StateColumns(row.getShort("state"), null).name();
        return new Reply.NotHeld(
                row.getInt("run_epoch"),
                held == null
                        ? "nobody holds run " + batch.run() + ", which is " + state + " in epoch "
                                + row.getInt("run_epoch")
                        : "run " + batch.run() + " is held in epoch " + held + ", no longer in epoch " + batch.epoch());
    }
}
