package dev.reeve.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stack traces as text: whole if they are short, with both ends if not, and never a harm to the run. */
final class StackTextTest {
    private static Throwable thrownBy(Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            return thrown;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void classMessageFramesAndCausesAreThere() {
        Throwable cause = new IllegalArgumentException("the bottom");
        String text = StackText.of(new IllegalStateException("the top", cause));
        assertThat(text)
                .startsWith("java.lang.IllegalStateException: the top")
                .contains("\tat " + StackTextTest.class.getName() + ".classMessageFramesAndCausesAreThere")
                .contains("Caused by: java.lang.IllegalArgumentException: the bottom")
                .doesNotContain("left out");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void forEver(String argument) {
        forEver(argument + "x");
    }

    @Test
    void whatIsLongLosesItsMiddleAndSaysSo() {
        Throwable deep = thrownBy(() -> forEver(""));
        String text = StackText.of(new IllegalStateException("x".repeat(50_000) + "\n" + "y".repeat(50_000), deep));
        assertThat(text)
                .hasSizeLessThan(StackText.MOST + 100)
                .startsWith("java.lang.IllegalStateException: xxx")
                .containsPattern("\\.\\. \\d+ characters left out here \\.\\.")
                .contains("forEver");
    }

    @Test
    void anExceptionThatThrowsWhenItIsPrintedHarmsNobody() {
        Throwable hostile = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalArgumentException("no message");
            }
        };
        assertThat(StackText.of(hostile)).contains("could not be printed whole: java.lang.IllegalArgumentException");
    }

    @Test
    void causesWithoutEndAreFollowedOnlySoFar() {
        class Endless extends RuntimeException {
            private static final long serialVersionUID = 1;

            Endless() {
                super("z".repeat(10_000));
            }

            @Override
            public synchronized Throwable getCause() {
                return new Endless();
            }
        }
        assertThat(StackText.of(new Endless())).hasSizeLessThan(StackText.MOST + 200);
    }
}
