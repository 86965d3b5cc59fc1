package dev.reeve.cluster;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What a worker tells the driver while a function runs, or asks of it. */
sealed interface Report extends Serializable {
    /** A line of the task's log. */
    record Logged(Level level, String message, @Nullable ThrownShape thrown) implements Report {}

    /** A line that was printed and goes into no log. */
    record Printed(boolean error, String line) implements Report {}

    /** Something was kept for people; {@code artifact} is one. */
    record Kept(Serializable artifact) implements Report {}

    /** A question. The answer comes under that number. */
    record Asked(int number, Question question) implements Report {}

    /** What can be asked. */
    sealed interface Question extends Serializable {}

    /** For the secret of that name. */
    record OfSecret(String name) implements Question {}

    /** For the parameters of the run. */
    record OfParameters() implements Question {}

    /** For what a person answered. */
    record OfAnswer() implements Question {}

    /** Something that the driver tells a worker about a call. */
    sealed interface Order extends Serializable {}

    /** To interrupt it. */
    record Stop() implements Order {}

    /** Not to hold the result any more that is known by the key of the message. */
    record Forget() implements Order {}

    /** What it asked for, a parcel's bytes; {@code refused} says why there is no answer. */
    record Answered(int number, byte[] value, @Nullable ThrownShape refused) implements Order {}
}
