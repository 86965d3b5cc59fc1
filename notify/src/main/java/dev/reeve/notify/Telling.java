package dev.reeve.notify;

import dev.reeve.spi.RunView;
import dev.reeve.spi.RunWatcher;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler that tells the notifier's channels of some changes. */
final class Telling implements RunWatcher {
    private final Notifier notifier;
    private final List<Occasion> occasions;

    /** {@code occasions}: none for every change that it is told of. */
    Telling(Notifier notifier, List<Occasion> occasions) {
        this.notifier = notifier;
        this.occasions = List.copyOf(occasions);
    }

    @Override
    public void accept(StateChange change, Watched in) {
        tell(change, in, in.secrets());
    }

    @Override
    public void accept(StateChange change) {
        tell(change, null, SecretProvider.NONE);
    }

    private void tell(StateChange change, @Nullable Watched in, SecretProvider secrets) {
        boolean recovered = recovered(change, in);
        boolean wanted = occasions.isEmpty();
        for (Occasion occasion : occasions) {
            wanted |= occasion.holds(change, in, recovered);
        }
        if (wanted) {
            notifier.tell(Notices.of(change, in, recovered), secrets);
        }
    }

    private boolean recovered(StateChange change, @Nullable Watched in) {
        if (!change.task().isEmpty() || !change.to().isFinished() || Occasion.isInner(in)) {
            return false;
        }
        boolean before = notifier.outcomes().ended(change);
        return change.to().isSuccessful() && (before || in != null && failedBefore(in.run()));
    }

    /** Whether its last epoch ended badly, and it was resumed. */
    private static boolean failedBefore(RunView run) {
        List<State> ends = run.history().stream()
                .map(RunView.Entry::state)
                .filter(State::isFinished)
                .toList();
        return ends.size() > 1 && ends.get(ends.size() - 2).isFailed();
    }

    @Override
    public String toString() {
        return notifier + (occasions.isEmpty() ? "" : " when " + occasions);
    }
}
