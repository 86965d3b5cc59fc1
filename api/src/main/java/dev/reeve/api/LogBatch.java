package dev.reeve.api;

import java.util.List;

/**
 * Lines since the last batch.
 *
 * @param firstSeq the number of the first line, counted per run and epoch from 0
 */
public record LogBatch(int epoch, long firstSeq, List<RunLine> lines) {
    public LogBatch {
        epoch = Given.atLeast(1, epoch, "epoch");
        firstSeq = Given.atLeast(0L, firstSeq, "firstSeq");
        lines = Given.list(lines, "lines");
    }
}
