package dev.reeve.faults;

import dev.reeve.api.NewFlowRun;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks for runs, at one server after another, each under a key of its own: again at the next server when there is no
 * answer, and some of them twice. Used by one thread.
 */
final class Submitter implements Runnable, AutoCloseable {
    private static final int TWICE_EACH = 8;

    private final FaultOptions options;
    private final String bodies;
    private final Semaphore room;
    private final List<ReeveClient> servers = new ArrayList<>();
    private final RandomGenerator random;
    private final Map<String, String> runs = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int next;
    private int asked;
    private int unanswered;

    /** {@code room}: how many more runs may go on. */
    Submitter(FaultOptions options, List<URI> urls, String bodies, Semaphore room) {
        this.options = options;
        this.bodies = bodies;
        this.room = room;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed() ^ 0x5eed);
        urls.forEach(url -> servers.add(ReeveClient.at(url, Stage.KEY)));
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < options.runs(); i++) {
                room.acquire();
                submit("run-" + i, random.nextInt(25), 1 + random.nextInt(5));
                if (i % TWICE_EACH == 0) {
                    submit("run-" + i, 1, 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            problems.add("no more runs could be asked for: " + e);
        }
    }

    /** What is asked under the same key again does not matter: the run is that of the first time. */
    private void submit(String key, int millis, int most) throws InterruptedException {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("directory", bodies);
        parameters.put("millis", millis);
        parameters.put("most", most);
        NewFlowRun wanted = new NewFlowRun("counted", FaultRun.PROJECT, null, parameters, null, null, null, null, key);
        String run = answer(wanted);
        String before = runs.putIfAbsent(key, run);
        if (before != null && !before.equals(run)) {
            problems.add("key " + key + " made run " + before + " and run " + run);
        }
    }

    private String answer(NewFlowRun wanted) throws InterruptedException {
        while (true) {
            asked++;
            try {
                return servers.get(next++ % servers.size())
                        .createFlowRun(wanted)
                        .id();
            } catch (UnavailableException away) {
                unanswered++;
                Thread.sleep(50);
            } catch (RefusedException refused) {
                throw new IllegalStateException(
                        "a server refused run " + wanted.idempotencyKey() + ": " + refused.getMessage(), refused);
            }
        }
    }

    /** The run of each key. After the end. */
    Map<String, String> runs() {
        return runs;
    }

    /** What went wrong. After the end. */
    List<String> problems() {
        return problems;
    }

    /** In words. */
    String told() {
        return asked + " requests for runs, " + unanswered + " of them without an answer";
    }

    @Override
    public void close() {
        servers.forEach(ReeveClient::close);
    }
}
