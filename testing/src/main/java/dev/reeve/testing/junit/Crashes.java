package dev.reeve.testing.junit;

import dev.reeve.testing.CrashSeries;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The repetitions of a test with crashes: first one without, then, if that passed, one for each commit it had. */
final class Crashes extends Spliterators.AbstractSpliterator<TestTemplateInvocationContext> {
    private final ExtensionContext context;
    private final CrashSeries series;
    private final List<Integer> asked;
    private final Queue<Integer> points = new ArrayDeque<>();
    private boolean counted;
    private boolean passed;
    private boolean drawn;

    /** {@code asked} are the only commits that are wanted; empty: all. */
    Crashes(ExtensionContext context, CrashSeries series, List<Integer> asked) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.context = context;
        this.series = series;
        this.asked = asked;
    }

    @Override
    public boolean tryAdvance(Consumer<? super TestTemplateInvocationContext> repetitions) {
        if (!counted) {
            counted = true;
            repetitions.accept(new Repetition("without a crash", series.counting(), () -> passed = true, ""));
            return true;
        }
        if (passed && !drawn) {
            draw();
        }
        Integer point = points.poll();
        if (point == null) {
            return false;
        }
        repetitions.accept(new Repetition(
                "crashed at commit " + point + " of " + series.commits(), series.at(point), () -> {}, again(point)));
        return true;
    }

    private void draw() {
        drawn = true;
        points.addAll(asked.isEmpty() ? series.points() : asked);
        if (asked.isEmpty() && series.commits() > points.size()) {
            String words = "the test has " + series.commits() + " commits, so it is crashed at " + points.size()
                    + " of them, drawn by seed " + series.seed() + "; another seed draws others: -D"
                    + FlowTestExtension.SEED + "=" + (series.seed() + 1);
            context.publishReportEntry("reeve", words);
            System.out.println("reeve: " + name() + ": " + words);
        }
    }

    private String name() {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private String again(int point) {
        return "mvn test -Dtest=" + context.getRequiredTestClass().getSimpleName() + "#"
                + context.getRequiredTestMethod().getName() + " -D" + FlowTestExtension.POINT + "=" + point + " -D"
                + FlowTestExtension.SEED + "=" + series.seed();
    }
}
