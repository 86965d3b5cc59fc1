package dev.reeve.server.http;

import java.util.List;
import java.util.Optional;

/** What browsers are given beside the API: pages, and the files they are made of. Asked on many threads at once. */
public interface Pages {
    /** None. */
    Pages NONE = new Pages() {
        @Override
        public List<String> paths() {
            return List.of();
        }

        @Override
        public Answer at(Asked asked) {
            throw ProblemException.notFound("There is nothing at " + asked.path() + ".");
        }

        @Override
        public Optional<Answer> missing(Asked asked) {
            return Optional.empty();
        }
    };

    /**
     * What a browser asks for.
     *
     * @param path from the root, such as {@code /runs}
     * @param encodings what {@code Accept-Encoding} says; empty for nothing
     * @param known what {@code If-None-Match} says; empty for nothing
     * @param base where the browser has the root, ends with a slash: a proxy may have it below a path
     */
    record Asked(String path, String encodings, String known, String base) {}

    /** Where there is something, with names in braces for what may be anything but a slash. */
    List<String> paths();

    /** What is there, at a path that fits one of {@link #paths}. */
    Answer at(Asked asked);

    /** The page that says that there is none; empty: there are no pages at all. */
    Optional<Answer> missing(Asked asked);
}
