package dev.reeve.server.hook;

import dev.reeve.api.HookTarget;
import dev.reeve.notify.Courier;
import dev.reeve.notify.Courier.Outcome;
import dev.reeve.notify.Notice;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.SealException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to tell a hook's receiver something, and what is written of it. Thread-safe. */
final class Receiving {
    /** How long something is tried, and a hook may fail until it is disabled. */
    record Patience(Duration ofEvent, Duration ofHook, Duration firstPause, Duration longestPause) {
        static final Patience USUAL =
                new Patience(Duration.ofDays(1), Duration.ofDays(3), Duration.ofSeconds(5), Duration.ofMinutes(10));

        Duration pause(int failures, Duration asked) {
            Duration own = firstPause.multipliedBy(1L << Math.min(failures, 20));
            Duration most = own.compareTo(longestPause) < 0 ? own : longestPause;
            Duration longer = asked.compareTo(most) > 0 ? asked : most;
            return longer.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : longer;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final String FAILING = """
            update hook set failures = failures + 1, failing_since = coalesce(failing_since, now()),
                busy_until = case when :paused then now() + :pause * interval '1 millisecond' else busy_until end
            where id = :hook and disabled_at is null
            returning failures, failing_since < now() - :patience * interval '1 millisecond' as over
            """;

    private final Jdbi database;
    private final Seal seal;
    private final News news;
    private final Courier courier;
    private final Patience patience;

    Receiving(Jdbi database, Seal seal, News news, Courier courier, Patience patience) {
        this.database = database;
        this.seal = seal;
        this.news = news;
        this.courier = courier;
        this.patience = patience;
    }

    /** What becomes of it, which is not written yet. */
    Outcome attempt(HookRow hook, HookEvent event) {
        Optional<Notice> notice = news.of(event);
        if (notice.isEmpty()) {
            return new Outcome.Refused("the run is not there any more", false, Duration.ZERO);
        }
        HookTarget target;
        try {
            target = hook.target(seal);
        } catch (SealException e) {
            return new Outcome.Refused("its address cannot be opened: " + e.getMessage(), false, Duration.ZERO);
        }
        return courier.deliver(
                Addressed.channel(target),
                notice.get(),
                event.id().toString(),
                event.attempts() + 1,
                Addressed.secrets(target));
    }

    /** Writes it down; whether the receiver may be told something else now. */
    boolean write(HookRow hook, HookEvent event, int failures, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> delivered(hook, event);
            case Outcome.Refused refused -> refused(hook, event, failures, refused);
        };
    }

    private boolean delivered(HookRow hook, HookEvent event) {
        database.useTransaction(handle -> {
            handle.createUpdate(
                            "update hook_event set outcome = 'delivered', attempts = attempts + 1, tried_at = now(),"
                                    + " message = '' where id = ?")
                    .bind(0, event.id())
                    .execute();
            handle.createUpdate("update hook set failures = 0, failing_since = null where id = ? and failures > 0")
                    .bind(0, hook.id())
                    .execute();
        });
        return true;
    }

    private boolean refused(HookRow hook, HookEvent event, int failures, Outcome.Refused refused) {
        if (event.kind().equals("test")) {
            tried(event, refused);
            return true;
        }
        Duration pause = patience.pause(failures, refused.pause());
        return database.inTransaction(handle -> {
            handle.createUpdate("""
                            update hook_event set attempts = attempts + 1, tried_at = now(), message = :message,
                                due_at = now() + :pause * interval '1 millisecond',
                                outcome = case when :passing and made_at > now() - :patience * interval '1 millisecond'
                                    then null else 'failed' end
                            where id = :id
                            """)
                    .bind("message", refused.reason())
                    .bind("pause", pause.toMillis())
                    .bind("passing", refused.passing())
                    .bind("patience", patience.ofEvent().toMillis())
                    .bind("id", event.id())
                    .execute();
            boolean over = handle.createQuery(FAILING)
                    .bind("paused", refused.passing())
                    .bind("pause", pause.toMillis())
                    .bind("hook", hook.id())
                    .bind("patience", patience.ofHook().toMillis())
                    .map((row, context) -> row.getBoolean("over"))
                    .findOne()
                    .orElse(false);
            if (over) {
                disable(handle, hook, refused.reason());
            }
            return !refused.passing() && !over;
        });
    }

    /** A sample that fails says nothing of how the hook does. */
    private void tried(HookEvent event, Outcome.Refused refused) {
        database.useHandle(handle -> handle.createUpdate("update hook_event set outcome = 'failed',"
                        + " attempts = attempts + 1, tried_at = now(), message = ? where id = ?")
                .bind(0, refused.reason())
                .bind(1, event.id())
                .execute());
    }

    private void disable(Handle handle, HookRow hook, String reason) {
        String words = "Hook \"" + hook.wire().name() + "\" of project \""
                + hook.wire().project() + "\" failed for "
                + patience.ofHook().toDays() + " days and tells nothing any more: " + reason
                + ". When its receiver is there again: reeve hook enable " + hook.id() + ".";
        handle.createUpdate("update hook set disabled_at = now(), disabled_why = ? where id = ?")
                .bind(0, reason)
                .bind(1, hook.id())
                .execute();
        handle.createUpdate("update hook_event set outcome = 'failed', message = 'the hook was disabled'"
                        + " where hook_id = ? and outcome is null")
                .bind(0, hook.id())
                .execute();
        handle.createUpdate("""
                        insert into hook_event (hook_id, kind, said, at) select id, 'hook_disabled', ?, now() from hook
                        where project_id = ? and flow_id is null and disabled_at is null and id <> ?
                        """)
                .bind(0, words)
                .bind(1, hook.project())
                .bind(2, hook.id())
                .execute();
        LOG.warn("{}", words);
    }
}
