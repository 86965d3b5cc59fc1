package dev.reeve.server.trace;

import dev.reeve.server.metric.Meters;
import dev.reeve.server.trace.Collector.Answer;
import java.util.ArrayList;
import java.util.List;

/** Spans of one trace on their way, some hundred in a request. Not thread-safe. */
final class Sending {
    /** What the collector cannot take now. Nothing is lost: the trace is sent again, the same. */
    static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Answer.Later answer;

        AwayException(Answer.Later answer) {
            super(answer.why(), null, false, false);
            this.answer = answer;
        }
    }

    private static final int MOST_SPANS = 512;
    private static final int MOST_BYTES = 1 << 20;
    private static final String SPANS = "reeve_trace_spans_total";
    private static final String MEANING = "Spans that were told to the collector, and those that it did not want.";

    private final Collector collector;
    private final Meters meters;
    private final Runnable between;
    private final List<byte[]> spans = new ArrayList<>();
    private int bytes;
    private String refused = "";

    /** {@code between} is called before each request. */
    Sending(Collector collector, Meters meters, Runnable between) {
        this.collector = collector;
        this.meters = meters;
        this.between = between;
    }

    void add(Span span) {
        byte[] next = Otlp.span(span);
        if (spans.size() == MOST_SPANS || bytes + next.length > MOST_BYTES) {
            flush();
        }
        spans.add(next);
        bytes += next.length;
    }

    void flush() {
        if (spans.isEmpty()) {
            return;
        }
        between.run();
        try {
            switch (collector.send(spans)) {
                case Answer.Taken taken -> {
                    long rejected = Math.min(taken.rejected(), spans.size());
                    count("taken", spans.size() - rejected);
                    count("refused", rejected);
                    refused = rejected > 0 ? "it did not want some of a request" : refused;
                }
                case Answer.Refused answer -> {
                    count("refused", spans.size());
                    refused = answer.why();
                }
                case Answer.Later later -> throw new AwayException(later);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwayException(new Answer.Later("the server stops", java.time.Duration.ZERO));
        }
        spans.clear();
        bytes = 0;
    }

    /** Why the collector did not want all; empty if it did. */
    String refused() {
        return refused;
    }

    private void count(String outcome, long more) {
        if (more > 0) {
            meters.count(SPANS, MEANING, "outcome=\"" + outcome + "\"", more);
        }
    }
}
