package dev.reeve.engine;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A host's journal that keeps what it is told, and takes it to be safe only as far as it was acknowledged. Thread-safe.
 */
final class HeardJournal implements Journal {
    /** One thing that was told; {@code from} and {@code to} are null where it is no change of state. */
    record Entry(String kind, int node, int child, State from, State to, String text) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> rests = new ArrayList<>();
    private long told;
    private long published;
    private long safe;
    private boolean always;
    private int waiting;

    private synchronized void add(String kind, int node, int child, String text) {
        entries.add(new Entry(kind, node, child, State.Pending.NOW, State.Pending.NOW, text));
        told = entries.size();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized List<String> rests() {
        return List.copyOf(rests);
    }

    /** From now on all is safe as soon as it is told. */
    synchronized void acknowledgeAll() {
        always = true;
        notifyAll();
    }

    /** What was published is safe now; whether that was more than before. */
    synchronized boolean acknowledge() {
        boolean more = published > safe;
        safe = published;
        notifyAll();
        return more;
    }

    /** How much is safe. */
    synchronized long safe() {
        return always ? Long.MAX_VALUE : safe;
    }

    /** Waits until so many attempts wait to begin. */
    synchronized void awaitWaiting(int count) throws InterruptedException {
        while (waiting < count) {
            wait();
        }
    }

    /** Waits until an attempt waits to begin; false if the run came to rest instead. */
    synchronized boolean awaitStandstill() throws InterruptedException {
        while (waiting == 0 && rests.isEmpty()) {
            wait();
        }
        return rests.isEmpty();
    }

    /** Waits until something is published that is not acknowledged; false if the run came to rest instead. */
    synchronized boolean awaitPublished() throws InterruptedException {
        while (published == safe && rests.isEmpty()) {
            wait();
        }
        return published > safe;
    }

    @Override
    public synchronized void changed(int v, int child, State from, State to, Instant at) {
        entries.add(new Entry("state", v, child, from, to, to.name()));
        told = entries.size();
    }

    @Override
    public void tookOver(int v, State state) {
        add("tookOver", v, -1, state.name());
    }

    @Override
    public void stored(int v, int child, String key, String hash) {
        add("stored", v, child, key);
    }

    @Override
    public void failed(int v, int child, int attempt, String trace) {
        add("failed", v, child, attempt + " " + trace);
    }

    @Override
    public void turned(int v, int child, int turn, String key, String hash) {
        add("turned", v, child, "" + turn);
    }

    @Override
    public void answered(int v, int child, String by, String told) {
        add("answered", v, child, by);
    }

    @Override
    public void artifact(int v, TaskArtifact artifact) {
        add("artifact", v, artifact.mapIndex(), artifact.artifact().name());
    }

    @Override
    public void began(int v, int child, String runId) {
        add("began", v, child, runId);
    }

    @Override
    public void called(int v, int child, int attempt, String worker) {
        add("called", v, child, attempt + " " + worker);
    }

    @Override
    public synchronized long told() {
        return told;
    }

    @Override
    public synchronized void admit(long told) throws InterruptedException {
        waiting++;
        notifyAll();
        while (!always && safe < told) {
            wait();
        }
        waiting--;
    }

    @Override
    public synchronized void publish() {
        published = told;
        notifyAll();
    }

    @Override
    public synchronized void resting() {
        published = told;
    }

    @Override
    public void breathe() {}

    @Override
    public synchronized void rest(boolean over) {
        rests.add(over ? "over" : "waits");
        notifyAll();
    }
}
