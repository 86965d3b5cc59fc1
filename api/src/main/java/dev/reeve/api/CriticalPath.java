package dev.reeve.api;

import java.util.List;

/**
 * What decides how long a run takes, in its newest epoch.
 *
 * @param rev of the run it was read from
 * @param length microseconds from the beginning to the end, or until now
 * @param path one task run after the other: what each had to wait for is the one before it. Their times add up to the length
 * @param others tasks beside the path, in the order of definition
 * @param children whether children were looked at one by one: not if there are very many
 */
public record CriticalPath(
        long rev, long length, List<CriticalStep> path, List<CriticalStep> others, boolean children) {
    public CriticalPath {
        path = Given.list(path, "path");
        others = Given.list(others, "others");
    }
}
