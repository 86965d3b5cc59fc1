package dev.reeve.server.schedule;

import dev.reeve.api.FiringState;
import dev.reeve.schedule.ScheduleException;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.server.hook.HookOutbox;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Meant;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.ledger.WithinTransaction;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Decides on schedules whose rows the caller has locked: firings, their runs and up to when was decided are written in the
 * caller's transaction, so that all of it is done or nothing. Thread-safe.
 */
final class Decisions {
    private final Ledger ledger;
    private final Versions versions;
    private final Beginning beginning;

    Decisions(Ledger ledger, Versions versions, Beginning beginning) {
        this.ledger = ledger;
        this.versions = versions;
        this.beginning = beginning;
    }

    /** A run that is to begin, and whose it is. */
    private record Wanted(Deciding deciding, Deciding.Begin begin, Submission submission) {}

    /**
     * All that is due of them.
     *
     * @throws RuntimeException if one cannot be decided on; then the transaction is to be given up
     */
    void decide(Handle handle, List<StoredSchedule> schedules, Instant now) {
        if (schedules.isEmpty()) {
            return;
        }
        WithinTransaction runs = ledger.within(handle);
        List<FiringRow> open = FiringRows.open(
                handle, schedules.stream().map(StoredSchedule::id).toList());
        Map<UUID, State> states = runs.states(open.stream()
                .map(FiringRow::run)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        Map<Integer, List<FiringRow>> bySchedule = new HashMap<>();
        open.forEach(row -> bySchedule
                .computeIfAbsent(row.schedule(), key -> new ArrayList<>())
                .add(row));
        Map<StoredSchedule, Deciding> all = new HashMap<>();
        for (StoredSchedule each : schedules) {
            try {
                all.put(each, new Deciding(each, bySchedule.getOrDefault(each.id(), List.of()), states, now));
            } catch (ScheduleException e) { // its filters let nothing through, or a newer server wrote it
                Schedules.decided(handle, each.id(), now, null, String.valueOf(e.getMessage()));
            }
        }
        submit(handle, runs, all);
        write(handle, all, now);
    }

    private void submit(Handle handle, WithinTransaction runs, Map<StoredSchedule, Deciding> all) {
        List<Integer> flows = all.entrySet().stream()
                .filter(each -> !each.getValue().begins().isEmpty())
                .map(each -> each.getKey().flowId())
                .distinct()
                .toList();
        if (flows.isEmpty()) {
            return;
        }
        Map<Integer, Versions.Newest> newest = versions.of(handle, flows);
        List<Wanted> wanted = new ArrayList<>();
        all.forEach((stored, deciding) -> deciding.begins().forEach(begin -> {
            Versions.Newest version = newest.get(stored.flowId());
            String problem = version == null
                    ? "the flow has no version"
                    : Beginning.problem(version, begin.due().firing().parameters());
            if (version == null || !problem.isEmpty()) {
                deciding.decided(begin, null, "the newest version cannot run with it: " + problem);
            } else {
                wanted.add(new Wanted(deciding, begin, submission(stored, deciding, begin, version)));
            }
        }));
        List<Submitted> answers =
                runs.submit(wanted.stream().map(Wanted::submission).toList());
        for (int i = 0; i < answers.size(); i++) {
            Wanted each = wanted.get(i);
            switch (answers.get(i)) {
                case Submitted.New made -> each.deciding().decided(each.begin(), made.run(), "");
                case Submitted.Known known -> each.deciding().decided(each.begin(), known.run(), "");
                case Submitted.Refused refused -> each.deciding().decided(each.begin(), null, refused.why());
            }
        }
    }

    private Submission submission(
            StoredSchedule stored, Deciding deciding, Deciding.Begin begin, Versions.Newest version) {
        var firing = begin.due().firing();
        return beginning.submission(
                version,
                firing.parameters(),
                firing.labels(),
                new Beginning.Of(
                        Clocks.interval(deciding.schedule(), firing),
                        new Meant(firing.time(), firing.zone()),
                        firing.time(),
                        begin.due().cause(),
                        begin.due().why(deciding.now()),
                        stored.name().equals(StoredSchedule.DEFAULT)
                                ? "its schedule"
                                : "its schedule " + stored.name()));
    }

    private static void write(Handle handle, Map<StoredSchedule, Deciding> all, Instant now) {
        List<FiringRow> added = new ArrayList<>();
        List<FiringRow> changed = new ArrayList<>();
        all.forEach((stored, deciding) -> {
            added.addAll(deciding.added());
            changed.addAll(deciding.changed());
            if (stored.pause() == null) {
                Schedules.decided(handle, stored.id(), deciding.until(), deciding.next(), null);
            }
        });
        FiringRows.add(handle, added, now);
        FiringRows.change(handle, changed, now);
        HookOutbox.addMissedSchedules(
                handle,
                all.entrySet().stream()
                        .flatMap(each -> each.getValue().absent().stream()
                                .map(absent -> new HookOutbox.MissedSchedule(
                                        each.getKey().flowId(), absent.at(), absent.why())))
                        .toList());
    }

    /** Takes back what the schedule made and nobody began: firings that wait, and runs that no agent took. */
    void withdraw(Handle handle, StoredSchedule stored, String why, Instant now) {
        WithinTransaction runs = ledger.within(handle);
        Collection<FiringRow> open = FiringRows.open(handle, List.of(stored.id()));
        List<FiringRow> withdrawn = new ArrayList<>();
        for (FiringRow row : open) {
            @Nullable UUID run = row.run();
            if (row.what() == FiringState.WAITING || run != null && runs.withdraw(run, why)) {
                withdrawn.add(row.with(FiringState.WITHDRAWN, run, why));
            }
        }
        FiringRows.change(handle, withdrawn, now);
    }
}
