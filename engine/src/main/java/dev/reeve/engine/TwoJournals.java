package dev.reeve.engine;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.Collection;

/** A run's own record, and the journal of whoever has the run run. What has to be waited for is waited for in both. */
final class TwoJournals implements Journal {
    private final Journal record;
    private final Journal host;

    private TwoJournals(Journal record, Journal host) {
        this.record = record;
        this.host = host;
    }

    /** What tells both; one alone where the other is none. */
    @SuppressWarnings("ReferenceEquality") // there is one that is none
    static Journal of(Journal record, Journal host) {
        if (host == Journal.NONE) {
            return record;
        }
        return record == Journal.NONE ? host : new TwoJournals(record, host);
    }

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        record.changed(v, child, from, to, at);
        host.changed(v, child, from, to, at);
    }

    @Override
    public void tookOver(int v, State state) {
        record.tookOver(v, state);
        host.tookOver(v, state);
    }

    @Override
    public void stored(int v, int child, String key, String hash) {
        record.stored(v, child, key, hash);
        host.stored(v, child, key, hash);
    }

    @Override
    public void failed(int v, int child, int attempt, String trace) {
        record.failed(v, child, attempt, trace);
        host.failed(v, child, attempt, trace);
    }

    @Override
    public void turned(int v, int child, int turn, String key, String hash) {
        record.turned(v, child, turn, key, hash);
        host.turned(v, child, turn, key, hash);
    }

    @Override
    public void answered(int v, int child, String by, String told) {
        record.answered(v, child, by, told);
        host.answered(v, child, by, told);
    }

    @Override
    public void artifact(int v, TaskArtifact artifact) {
        record.artifact(v, artifact);
        host.artifact(v, artifact);
    }

    @Override
    public void began(int v, int child, String runId) {
        record.began(v, child, runId);
        host.began(v, child, runId);
    }

    @Override
    public void called(int v, int child, int attempt, String worker) {
        record.called(v, child, attempt, worker);
        host.called(v, child, attempt, worker);
    }

    @Override
    public boolean traces() {
        return record.traces() || host.traces();
    }

    /** The record makes nobody wait for it. */
    @Override
    public long told() {
        return host.told();
    }

    @Override
    public void admit(long told) throws InterruptedException {
        host.admit(told);
    }

    @Override
    public void begins(int v, int child, Collection<String> tags) throws InterruptedException {
        host.begins(v, child, tags);
    }

    @Override
    public void ended(int v, int child) {
        host.ended(v, child);
    }

    @Override
    public void publish() {
        record.publish();
        host.publish();
    }

    @Override
    public void resting() {
        record.resting();
        host.resting();
    }

    @Override
    public void breathe() {
        record.breathe();
        host.breathe();
    }

    @Override
    public void rest(boolean over) {
        record.rest(over);
        host.rest(over);
    }
}
