package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.HeldPlaces;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import dev.reeve.client.ReeveClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has one place for the tag, and gives it to who waits longest. */
@Timeout(120)
final class PlacesTest {
    private static final PlacedTask A = new PlacedTask(0, -1);
    private static final PlacedTask B = new PlacedTask(1, 3);
    private static final PlacedTask C = new PlacedTask(1, 4);

    private final Server server = new Server();
    private final Places places = new Places(server, 1);

    private static final class Server implements Places.Desk {
        final List<PlaceRequest> requests = new ArrayList<>();
        final Map<PlacedTask, Long> taken = new LinkedHashMap<>();
        final Set<PlacedTask> queue = new LinkedHashSet<>();
        final CountDownLatch refused = new CountDownLatch(1);
        int unavailable;
        private long turns;

        /** Throws what a client throws where no server is. */
        private static void nobody() throws InterruptedException {
            try (ReeveClient client = ReeveClient.at(URI.create("http://127.0.0.1:1"), "key")) {
                client.me();
            }
        }

        @Override
        public synchronized PlaceAnswer ask(PlaceRequest request) throws InterruptedException {
            requests.add(request);
            if (unavailable > 0) {
                unavailable--;
                nobody();
            }
            PlacedTask wanted = request.wanted();
            taken.keySet()
                    .removeIf(task -> !request.holding().contains(task)
                            && !request.waiting().contains(task));
            queue.removeIf(task -> !request.waiting().contains(task) && !task.equals(wanted));
            if (wanted != null) {
                queue.add(wanted);
            }
            give();
            if (wanted == null || taken.containsKey(wanted)) {
                return new PlaceAnswer(true, wanted != null, null);
            }
            refused.countDown();
            return new PlaceAnswer(false, false, "api");
        }

        private void give() {
            if (taken.isEmpty() && !queue.isEmpty()) {
                PlacedTask next = queue.iterator().next();
                queue.remove(next);
                taken.put(next, ++turns);
                notifyAll();
            }
        }

        @Override
        public synchronized HeldPlaces await(long after, long millis) throws InterruptedException {
            while (taken.values().stream().noneMatch(turn -> turn > after)) {
                wait();
            }
            return new HeldPlaces(List.copyOf(taken.keySet()), turns);
        }

        synchronized List<PlacedTask> holders() {
            return List.copyOf(taken.keySet());
        }
    }

    @Test
    void taskIsWokenWhenAnotherOneHasEnded() throws Exception {
        places.take(A, List.of("api"), 0);
        Thread second = Thread.ofPlatform().start(() -> take(B));
        server.refused.await();
        assertThat(second.isAlive()).isTrue();

        places.free(A);

        second.join();
        assertThat(server.holders()).containsExactly(B);
        assertThat(server.requests).as("nobody asks again and again").hasSize(3);
    }

    @Test
    void tasksOfARunGetThePlaceOneAfterTheOther() throws Exception {
        places.take(A, List.of("api"), 0);
        Thread second = Thread.ofPlatform().start(() -> take(B));
        server.refused.await();
        Thread third = Thread.ofPlatform().start(() -> take(C));
        places.free(A);
        second.join();
        places.free(B);
        third.join();

        assertThat(server.holders()).containsExactly(C);
    }

    @Test
    void taskThatIsStoppedWhileItWaitsTakesNoPlace() throws Exception {
        places.take(A, List.of("api"), 0);
        Thread second = Thread.ofPlatform().start(() -> take(B));
        server.refused.await();
        second.interrupt();
        second.join();
        places.free(B); // as whoever stopped it says
        places.free(A);
        places.take(C, List.of("api"), 0);

        assertThat(server.holders()).containsExactly(C);
        assertThat(server.requests.getLast().waiting()).doesNotContain(B);
    }

    @Test
    void serverThatIsAwayIsAskedAgain() throws Exception {
        server.unavailable = 2;
        places.take(A, List.of("api"), 0);
        assertThat(server.requests).hasSize(3);
        assertThat(server.holders()).containsExactly(A);
    }

    @Test
    void placeIsGivenBackWhenTheServerIsThereAgain() throws Exception {
        places.take(A, List.of("api"), 0);
        Thread second = Thread.ofPlatform().start(() -> take(B));
        server.refused.await();
        synchronized (server) {
            server.unavailable = 2;
        }
        places.free(A);

        second.join();
        assertThat(server.holders()).containsExactly(B);
    }

    private void take(PlacedTask task) {
        try {
            places.take(task, List.of("api"), 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
