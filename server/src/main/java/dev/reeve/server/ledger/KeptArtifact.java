package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.Arrays;

/**
 * What a task keeps for people to look at, as bytes. One of the same task run and name replaces the one before.
 *
 * @param kind how to read the content
 */
public record KeptArtifact(TaskKey key, String name, String kind, byte[] content, Instant at) {
    @Override
    public boolean equals(Object other) {
        return other instanceof KeptArtifact that
                && key.equals(that.key)
                && name.equals(that.name)
                && kind.equals(that.kind)
                && at.equals(that.at)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + key.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + name + " of " + content.length + " bytes";
    }
}
