package dev.reeve.testing.junit;

import dev.reeve.testing.Testbed;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One time that a test is done, with the testbed that it is given.
 *
 * @param passed told if it passed
 * @param again what does it alone; empty if nothing special does
 */
record Repetition(String name, Testbed testbed, Runnable passed, String again)
        implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
        return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new Giving(testbed), new Telling(again), new Ending(testbed, passed));
    }

    /** Gives the test its testbed. */
    private record Giving(Testbed testbed) implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Testbed.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return testbed;
        }
    }

    /** Says how a failure is seen again. */
    private record Telling(String again) implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
            if (again.isEmpty()) {
                throw thrown;
            }
            throw new AssertionError(thrown.getMessage() + "\nTo see it again: " + again, thrown);
        }
    }

    /** Sees that what was to happen did. */
    private record Ending(Testbed testbed, Runnable passed) implements AfterTestExecutionCallback {
        @Override
        public void afterTestExecution(ExtensionContext context) {
            if (context.getExecutionException().isEmpty()) {
                testbed.requireCrashed();
                passed.run();
            }
        }
    }
}
