package dev.reeve.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM has to be started with before it can be part of a cluster. */
public final class JvmFlags {
    /** An argument file of the {@code java} command, one flag a line. */
    private static final String FILE = "jvm.options";

    private static final Pattern FLAG = Pattern.compile("--add-opens=([^/]+)/([^=]+)=ALL-UNNAMED");

    private JvmFlags() {}

    /** The flags, one by one: {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and so on. */
    public static List<String> all() {
        try (InputStream file = Objects.requireNonNull(JvmFlags.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails early, where a cluster would fail late and in riddles.
     *
     * @throws IllegalStateException if this JVM was started without some; says in one line what to add
     */
    static void require() {
        List<String> missing = all().stream().filter(JvmFlags::isMissing).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "A cluster needs a JVM with these flags, which reeve run --cluster and reeve"
                            + " worker start bring along; add them to the java command or to JDK_JAVA_OPTIONS: "
                            + String.join(" ", missing));
        }
    }

    /** A package that this JDK does not have need not be opened. */
    private static boolean isMissing(String flag) {
        Matcher opened = FLAG.matcher(flag);
        if (!opened.matches()) {
            throw new IllegalStateException(flag + " is no flag that can be looked at");
        }
        return ModuleLayer.boot()
                .findModule(opened.group(1))
                .filter(module -> module.getPackages().contains(opened.group(2)))
                .filter(module -> !module.isOpen(opened.group(2), JvmFlags.class.getModule()))
                .isPresent();
    }
}
