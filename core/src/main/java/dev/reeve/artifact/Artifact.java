package dev.reeve.artifact;

import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a task keeps for people to look at: {@code TaskRun.current().artifact(Artifact.markdown("report",
 * "# 3 of 120 rows dropped"))}. Immutable.
 *
 * <p>Each has a name of 1 to {@value #LONGEST_NAME} characters on one line. What is too large is refused with an
 * {@link IllegalArgumentException} that says how large it may be: a result belongs into the result store, and a link to
 * it is an artifact.
 */
public sealed interface Artifact extends Serializable {
    /** The most characters of a name. */
    int LONGEST_NAME = 200;

    /** The most characters of a text, and of all cells of a table together. */
    int LONGEST_TEXT = 1_000_000;

    /** The most columns of a table. */
    int MOST_COLUMNS = 200;

    /** The most rows of a table. */
    int MOST_ROWS = 10_000;

    /** The most characters of a link. */
    int LONGEST_LINK = 2_000;

    /** The most bytes of an image. */
    int LARGEST_IMAGE = 5 * 1024 * 1024;

    /** Its name, unique within a task run. */
    String name();

    /** About how many bytes it takes. */
    long size();

    /** A text in Markdown. */
    static Artifact markdown(String name, String text) {
        return new Markdown(name, text);
    }

    /**
     * A table.
     *
     * @param rows the cells of each row, as many as there are columns, as texts; null is an empty one
     */
    static Artifact table(String name, List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
        return new Table(name, columns, Bounds.texts(name, columns.size(), rows));
    }

    /** A link to something outside: an absolute URI, but no script. */
    static Artifact link(String name, URI target) {
        return new Link(name, target);
    }

    /**
     * An image.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/gif}, {@code image/webp} or
     *     {@code image/svg+xml}
     */
    static Artifact image(String name, String mediaType, byte[] content) {
        return new Image(name, mediaType, content);
    }

    /** A text in Markdown. */
    record Markdown(String name, String text) implements Artifact {
        public Markdown {
            Bounds.name(name);
            Bounds.most(name, "text", text.length(), LONGEST_TEXT, "characters");
        }

        @Override
        public long size() {
            return 2L * text.length();
        }

        /** Its first line that is not blank, without the marks of a heading; empty if there is none. */
        public String title() {
            return text.lines()
                    .map(line -> line.strip().replaceFirst("^#{1,6}\\s+", ""))
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("");
        }
    }

    /** A table of texts. */
    record Table(String name, List<String> columns, List<List<String>> rows) implements Artifact {
        public Table {
            Bounds.name(name);
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            Bounds.table(name, columns, rows);
        }

        @Override
        public long size() {
            return 2 * Bounds.characters(columns, rows);
        }
    }

    /** A link to something outside. */
    record Link(String name, URI target) implements Artifact {
        private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");

        public Link {
            Bounds.name(name);
            String scheme = target.getScheme();
            if (scheme == null || SCRIPTS.contains(scheme.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "the artifact \"" + name + "\" links to \"" + Bounds.cut(target.toString())
                                + "\". A link is absolute, such as https://example.org/report, and no script.");
            }
            Bounds.most(name, "link", target.toString().length(), LONGEST_LINK, "characters");
        }

        @Override
        public long size() {
            return 2L * target.toString().length();
        }
    }

    /** An image, with a content that is copied in and out. */
    record Image(String name, String mediaType, byte[] content) implements Artifact {
        private static final List<String> KINDS =
                List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml");

        public Image {
            Bounds.name(name);
            if (!KINDS.contains(mediaType)) {
                throw new IllegalArgumentException("the artifact \"" + name + "\" is of the media type \""
                        + Bounds.cut(mediaType) + "\"; use one of " + String.join(", ", KINDS));
            }
            Bounds.most(name, "image", content.length, LARGEST_IMAGE, "bytes");
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Image image
                    && name.equals(image.name)
                    && mediaType.equals(image.mediaType)
                    && Arrays.equals(content, image.content);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Image[name=" + name + ", mediaType=" + mediaType + ", " + content.length + " bytes]";
        }
    }
}
