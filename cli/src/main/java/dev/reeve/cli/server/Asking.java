package dev.reeve.cli.server;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RefusedException;

/** Asks the server that one is logged in to. What it refuses is a mistake in its words. */
public final class Asking {
    private Asking() {}

    /** What is asked. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks it. */
        T of(ReeveClient server) throws InterruptedException;
    }

    /**
     * The answer.
     *
     * @throws MistakeException if there is no server, or it refuses
     * @throws dev.reeve.client.UnavailableException if it cannot be reached
     */
    public static <T> T server(Console console, Question<T> question) throws InterruptedException {
        return server(ServerLogin.need(console), question);
    }

    static <T> T server(ServerLogin login, Question<T> question) throws InterruptedException {
        try (ReeveClient server = login.client()) {
            return question.of(server);
        } catch (RefusedException e) {
            throw new MistakeException(words(login, e), e);
        }
    }

    private static String words(ServerLogin login, RefusedException e) {
        return login.url() + " refused: " + e.getMessage()
                + (e.status() == 401 ? " The key is from " + login.source() + "." : "")
                + (e.status() == 404 ? hint(String.valueOf(e.getMessage())) : "");
    }

    /** What to do about something that is not there, or that one may not see. */
    private static String hint(String message) {
        return message.contains("no project ")
                ? " reeve project list shows those that you may see."
                : message.contains("no run ")
                        ? " reeve runs lists those that you may see; --local is for runs of this machine."
                        : "";
    }
}
