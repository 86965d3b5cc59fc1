package dev.reeve.engine.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many writers and one reader at a time, linked through the messages themselves. A writer swaps the tail
 * and then links, so {@link #poll} may see nothing for a moment although {@link #isEmpty} says no: whoever offers
 * takes or rings for the role afterwards, so nothing is left behind.
 */
@SuppressWarnings("ReferenceEquality") // links, not values
final class Inbox {
    private static final VarHandle TAIL;

    static {
        try {
            TAIL = MethodHandles.lookup().findVarHandle(Inbox.class, "tail", Message.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Stub extends Message {
        @Override
        void apply(Run run) {
            throw new IllegalStateException("the stub is no message");
        }
    }

    private final Message stub = new Stub();
    private Message head = stub;

    @SuppressWarnings("FieldMayBeFinal") // swapped through the handle
    private volatile Message tail = stub;

    void offer(Message message) {
        Message before = (Message) TAIL.getAndSet(this, message);
        before.next = message;
    }

    @Nullable
    Message poll() {
        Message first = head;
        Message second = first.next;
        if (first == stub) {
            if (second == null) {
                return null;
            }
            head = second;
            first = second;
            second = first.next;
        }
        if (second == null) {
            if (first != tail) {
                return null; // a writer is between its two steps
            }
            stub.next = null;
            offer(stub);
            second = first.next;
            if (second == null) {
                return null;
            }
        }
        head = second;
        first.next = null;
        return first;
    }

    boolean isEmpty() {
        return tail == stub;
    }
}
