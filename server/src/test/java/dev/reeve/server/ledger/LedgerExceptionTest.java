package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class LedgerExceptionTest {
    @Test
    void whatMayBeOverInAMomentIsToldFromWhatIsNot() {
        for (String state : new String[] {"08006", "57P01", "57P03", "40001", "40P01", "53300"}) {
            LedgerException away = LedgerException.of(new RuntimeException(new SQLException("gone\nfar", state)));
            assertThat(away.passing()).as(state).isTrue();
            assertThat(away).hasMessage("the database cannot be reached now: gone");
            assertThat(away.again().passing()).isTrue();
        }
        assertThat(LedgerException.of(new SQLTransientConnectionException("no connection in time"))
                        .passing())
                .isTrue();
        for (String state : new String[] {"22P02", "23505", "42601", null}) {
            assertThat(LedgerException.of(new SQLException("wrong", state)).passing())
                    .as(state)
                    .isFalse();
        }
        assertThat(LedgerException.of(new IllegalStateException("odd")).passing())
                .isFalse();
    }
}
