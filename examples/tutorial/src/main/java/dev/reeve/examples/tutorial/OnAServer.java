package dev.reeve.examples.tutorial;

import dev.reeve.agent.Reeve;
import dev.reeve.client.EventStream;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.StreamListener;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Programs that have to do with a server. */
public final class OnAServer {
    private OnAServer() {}

    static void carryOut(String agentKey) throws InterruptedException {
        try (Reeve reeve = Reeve.connect("http://127.0.0.1:8700", agentKey)) {
            reeve.agent(DailySales.class)
                    .labels(List.of("eu"))
                    .slots(4)
                    .showLogs()
                    .run();
        }
    }

    @SuppressWarnings("try") // the stream tells the listener until it is closed
    static void watch(String url, String key, String id, StreamListener listener, CountDownLatch ended)
            throws InterruptedException {
        try (ReeveClient client = ReeveClient.at(URI.create(url), key);
                EventStream stream = client.stream(List.of("run:" + id), listener)) {
            ended.await();
        }
    }
}
