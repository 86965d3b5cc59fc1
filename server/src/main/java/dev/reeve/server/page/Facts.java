package dev.reeve.server.page;

import dev.reeve.api.ErrorGroup;
import dev.reeve.api.FlowFacts;
import dev.reeve.api.TrendRun;
import dev.reeve.server.ledger.FlowReader.Failures;
import dev.reeve.server.ledger.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What some runs of a flow tell about it. {@code runs} are the newest first; {@code version} knows a run's version. */
record Facts(List<RunView> runs, List<Failures> failures, ToIntFunction<RunView> version) {
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST_MESSAGE = 1_000;

    FlowFacts facts(Instant now) {
        List<Long> good = runs.stream()
                .filter(run -> run.state().isFinished() && run.state().isSuccessful())
                .map(run -> micros(run, now))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new FlowFacts(
                runs.size(),
                runs.stream().map(run -> trend(run, now)).toList(),
                percentile(good, 50),
                percentile(good, 95),
                groups());
    }

    private TrendRun trend(RunView run, Instant now) {
        return new TrendRun(
                run.id().toString(),
                run.name(),
                version.applyAsInt(run),
                run.state().name(),
                run.createdAt(),
                run.startedAt(),
                micros(run, now));
    }

    private static @Nullable Long micros(RunView run, Instant now) {
        if (run.startedAt() == null) {
            return null;
        }
        return Math.max(0, Micros.of(run.endedAt() == null ? now : run.endedAt()) - Micros.of(run.startedAt()));
    }

    /** The least one that so many of a hundred do not exceed. */
    static @Nullable Long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }

    private List<ErrorGroup> groups() {
        Map<String, List<Failures>> byMessage = new LinkedHashMap<>();
        for (Failures each : failures) {
            String line = each.message().length() <= LONGEST_MESSAGE
                    ? each.message()
                    : each.message().substring(0, LONGEST_MESSAGE - 1) + "…";
            byMessage.computeIfAbsent(line, key -> new ArrayList<>()).add(each);
        }
        List<ErrorGroup> groups = new ArrayList<>();
        byMessage.forEach((line, all) -> groups.add(new ErrorGroup(
                line,
                all.stream().mapToLong(Failures::count).sum(),
                all.stream().map(Failures::run).distinct().count(),
                List.copyOf(new TreeSet<>(all.stream().map(Failures::task).toList())),
                all.getFirst().run().toString(), // failures come in the order of runs
                all.stream()
                        .map(Failures::firstAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                all.stream()
                        .map(Failures::lastAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null))));
        groups.sort(Comparator.comparingLong(ErrorGroup::count).reversed().thenComparing(ErrorGroup::message));
        return groups.stream().limit(MOST_GROUPS).toList();
    }
}
