package dev.reeve.server.http;

/** Answers one kind of request. Called by a virtual thread of the request's own, so it may wait. */
@FunctionalInterface
public interface Endpoint {
    /**
     * The answer.
     *
     * @throws ProblemException if the request is refused
     */
    Answer answer(Request request) throws InterruptedException;
}
