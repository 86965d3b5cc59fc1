package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.client.ReeveClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has one place for the tag. */
@Timeout(120)
final class PlacesTest {
    private static final PlacedTask A = new PlacedTask(0, -1);
    private static final PlacedTask B = new PlacedTask(1, 3);

    private final List<PlaceRequest> requests = new ArrayList<>();
    private final Set<PlacedTask> taken = new HashSet<>();
    private final CountDownLatch refused = new CountDownLatch(1);
    private int unavailable;

    private final Places places = new Places(this::ask, 1);

    /** Throws what a client throws where no server is. */
    private static void nobody() throws InterruptedException {
        try (ReeveClient client = ReeveClient.at(URI.create("http://127.0.0.1:1"), "key")) {
            client.me();
        }
    }

    private synchronized PlaceAnswer ask(PlaceRequest request) throws InterruptedException {
        requests.add(request);
        if (unavailable > 0) {
            unavailable--;
            nobody();
        }
        taken.retainAll(request.holding());
        if (request.wanted() == null) {
            return new PlaceAnswer(true, false, null);
        }
        if (!taken.isEmpty()) {
            refused.countDown();
            return new PlaceAnswer(false, false, "api");
        }
        taken.add(request.wanted());
        return new PlaceAnswer(true, true, null);
    }

    @Test
    void taskWaitsUntilAnotherOneHasEnded() throws Exception {
        places.take(A, List.of("api"));
        Thread second = Thread.ofPlatform().start(() -> take(B));
        refused.await();
        assertThat(second.isAlive()).isTrue();

        places.free(A);

        second.join();
        assertThat(taken).containsExactly(B);
    }

    @Test
    void taskThatIsStoppedWhileItWaitsTakesNoPlace() throws Exception {
        places.take(A, List.of("api"));
        Thread second = Thread.ofPlatform().start(() -> take(B));
        refused.await();
        second.interrupt();
        second.join();
        places.free(B); // as whoever stopped it says
        assertThat(taken).containsExactly(A);
    }

    @Test
    void serverThatIsAwayIsAskedAgain() throws Exception {
        unavailable = 2;
        places.take(A, List.of("api"));
        assertThat(requests).hasSize(3);
        assertThat(taken).containsExactly(A);
    }

    private void take(PlacedTask task) {
        try {
            places.take(task, List.of("api"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
