package dev.reeve.agent;

import dev.reeve.api.HeldPlaces;
import dev.reeve.api.PlaceAnswer;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlacedTask;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of tags of a {@link FakeServer}. Used by who has its lock. */
final class FakePlaces {
    private final FakeServer server;
    private final Set<PlacedTask> places = new HashSet<>();
    private final Set<PlacedTask> turns = new LinkedHashSet<>();
    private long given;

    FakePlaces(FakeServer server) {
        this.server = server;
    }

    /** One place for all tags, for who waits longest. */
    PlaceAnswer asked(PlaceRequest request) {
        PlacedTask wanted = request.wanted();
        places.removeIf(
                task -> !request.holding().contains(task) && !request.waiting().contains(task));
        turns.removeIf(task -> !request.waiting().contains(task) && !task.equals(wanted));
        if (wanted != null && !places.contains(wanted)) {
            turns.add(wanted);
        }
        if (places.isEmpty() && !turns.isEmpty()) {
            PlacedTask next = turns.iterator().next();
            turns.remove(next);
            places.add(next);
            given++;
            server.notifyAll();
        }
        boolean granted = wanted == null || places.contains(wanted);
        return new PlaceAnswer(
                granted,
                granted && wanted != null,
                granted ? null : request.tags().getFirst());
    }

    HeldPlaces awaited(String query) throws InterruptedException {
        Matcher after = Pattern.compile("after=(\\d+)").matcher(query);
        long known = after.find() ? Long.parseLong(after.group(1)) : 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (given <= known && System.nanoTime() < end) {
            server.wait(100);
        }
        return new HeldPlaces(List.copyOf(places), given);
    }
}
