package dev.reeve.testing.junit;

import dev.reeve.testing.CrashSeries;
import dev.reeve.testing.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Repeats a test of flows as its {@link FlowTest} asks. Only what JUnit 5.10 has, too, is used. */
final class FlowTestExtension implements TestTemplateInvocationContextProvider {
    static final String POINT = "reeve.crash.point";
    static final String SEED = "reeve.crash.seed";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return annotation(context).isPresent();
    }

    private static Optional<FlowTest> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), FlowTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        FlowTest test = annotation(context).orElseThrow();
        Instant beginning = Instant.parse(test.startingAt());
        long seed = number(context, SEED).orElse(test.seed());
        return switch (test.crashAt()) {
            case NEVER ->
                Stream.of(new Repetition(context.getDisplayName(), Testbed.create(beginning, seed), () -> {}, ""));
            case EVERY_COMMIT -> {
                List<Integer> asked =
                        number(context, POINT).stream().map(Long::intValue).toList();
                Crashes crashes = new Crashes(context, new CrashSeries(beginning, seed), asked);
                yield StreamSupport.stream(crashes, false); // each is made when the one before it was done
            }
        };
    }

    private static Optional<Long> number(ExtensionContext context, String property) {
        return context.getConfigurationParameter(property).map(text -> {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(property + " is \"" + text + "\"; give it a number", e);
            }
        });
    }
}
