package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exceptions as users throw them, the hostile ones too. */
class FailureTest {
    @Test
    void typeAndMessageComeFromTheException() {
        IOException thrown = new IOException("connection reset");

        assertThat(Failure.of(thrown)).isEqualTo(new Failure("java.io.IOException", "connection reset", thrown));
        assertThat(Failure.of(thrown).oneLine()).isEqualTo("IOException: connection reset");
        assertThat(Failure.of(thrown).stackTrace())
                .startsWith("java.io.IOException: connection reset")
                .contains("typeAndMessageComeFromTheException");
    }

    @Test
    void aMissingMessageIsEmpty() {
        assertThat(Failure.of(new IOException((String) null)).message()).isEmpty();
        assertThat(Failure.of(new IOException((String) null)).oneLine()).isEqualTo("IOException");
    }

    @Test
    void aFailureWithoutExceptionSaysOnlyItsMessage() {
        assertThat(Failure.because("2 children failed").oneLine()).isEqualTo("2 children failed");
        assertThat(Failure.because("2 children failed").stackTrace()).isEmpty();
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(Failure.of(new IOException("a\nb\r\nc\u2028d")).oneLine()).isEqualTo("IOException: a b c d");
    }

    @Test
    void aNestedTypeIsCalledByItsOwnName() {
        class Local extends RuntimeException {}

        assertThat(Failure.of(new Nested("x")).oneLine()).isEqualTo("Nested: x");
        assertThat(Failure.of(new Local()).oneLine()).isEqualTo("Local");
        assertThat(Failure.of(new RuntimeException("x") {}).oneLine()).matches("FailureTest\\$\\d+: x");
    }

    @Test
    void aHugeMessageIsKeptButNotInOneLine() {
        String huge = "x".repeat(5_000_000);
        Failure failure = Failure.of(new IOException(huge));

        assertThat(failure.message()).isEqualTo(huge);
        assertThat(failure.oneLine())
                .hasSize(1_000)
                .startsWith("IOException: xxx")
                .endsWith("x…");
    }

    @Test
    void aMessageThatThrowsIsSaidToBeUnreadable() {
        for (Throwable inside :
                new Throwable[] {new IllegalStateException(), new StackOverflowError(), new Exception()}) {
            Failure failure = Failure.of(new Unreadable(inside));
            String words =
                    "(its message could not be read: " + inside.getClass().getName() + ")";

            assertThat(failure.message()).isEqualTo(words);
            assertThat(failure.toString()).isEqualTo("Unreadable: " + words);
            assertThat(failure.stackTrace()).contains("Unreadable").contains("could not be printed");
        }
    }

    @Test
    void causesThatGoInACircleArePrinted() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(Failure.of(first).oneLine()).isEqualTo("IOException: first");
        assertThat(Failure.of(first).stackTrace()).contains("second").contains("CIRCULAR REFERENCE");
    }

    @Test
    void aStackTraceThatCannotBePrintedIsSaidToBe() {
        RuntimeException thrown = new RuntimeException("x") {
            @Override
            public void printStackTrace(PrintWriter writer) {
                throw new IllegalStateException();
            }
        };

        assertThat(Failure.of(thrown).stackTrace())
                .endsWith(": x (its stack trace could not be printed: java.lang.IllegalStateException)");
    }

    @Test
    void anExceptionWithoutStackTraceIsPrinted() {
        RuntimeException thrown = new RuntimeException("x", null, false, false) {};

        assertThat(Failure.of(thrown).stackTrace().lines()).hasSize(1);
    }

    private static final class Nested extends RuntimeException {
        Nested(String message) {
            super(message);
        }
    }

    private static final class Unreadable extends RuntimeException {
        private final Throwable inside;

        Unreadable(Throwable inside) {
            this.inside = inside;
        }

        @Override
        public @Nullable String getMessage() {
            throw FailureTest.<RuntimeException>unchecked(inside);
        }
    }

    /** Throws what the compiler would not let pass, as code in other languages of the JVM does. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
