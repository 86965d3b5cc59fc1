package dev.reeve.engine.secret;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hides secrets in what is about to be written: every place of a text where one stands, as it is or encoded
 * (URL, Base64 with whatever before and behind it, hexadecimal, JSON), becomes {@value #MASK}. Line ends inside a secret
 * do not matter, so neither a line break within a log call nor a wrapped encoding shows one; lines of a secret of
 * several lines are hidden one by one too. Costs nothing until a secret is known. Thread-safe.
 */
public final class Masking {
    /** What stands in place of a secret. */
    public static final String MASK = "***";

    /** A shorter secret is not hidden, in characters: it would hide half of any text, and show by that what it is. */
    public static final int SHORTEST = 4;

    private static final Masking OF_THIS_PROCESS = new Masking();

    private final Set<String> secrets = new HashSet<>();
    /** The secrets and the texts in them that are long enough. */
    private final Set<String> hidden = new HashSet<>();

    private volatile boolean idle = true;
    /** Finds all secrets there are; null if it is to be made again. */
    private volatile @Nullable Finder finder;

    /** The one of this process: a log, a console and a record belong to it, whichever run writes there. */
    public static Masking ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * From now on hides that secret and, if it is a JSON object or list, each text in it. One that is shorter than
     * {@link #SHORTEST} characters stays visible, which a warning says once.
     */
    public void hide(String name, String secret) {
        boolean tooShort;
        synchronized (this) {
            if (!secrets.add(secret)) {
                return;
            }
            Set<String> before = Set.copyOf(hidden);
            tooShort = !add(secret);
            JsonTexts.in(secret).forEach(this::add);
            if (!hidden.equals(before)) {
                finder = null;
                idle = false;
            }
        }
        if (tooShort) {
            LoggerFactory.getLogger(Masking.class)
                    .warn("the secret \"{}\" is shorter than {} characters, so it cannot be hidden", name, SHORTEST);
        }
    }

    private boolean add(String text) {
        return text.strip().length() >= SHORTEST && hidden.add(text);
    }

    /** The text, with each secret in it hidden; the text itself if there is none. */
    public String mask(String text) {
        return idle ? text : finder().replace(text, MASK);
    }

    /** Whether a secret stands in that text. */
    public boolean shows(String text) {
        return !idle && finder().finds(text);
    }

    /** Whether a secret stands in those bytes, read as UTF-8. */
    public boolean shows(byte[] bytes) {
        return !idle && shows(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether no secret is known, so that there is nothing to look for. */
    public boolean idle() {
        return idle;
    }

    private Finder finder() {
        Finder made = finder;
        return made == null ? remade() : made;
    }

    private synchronized Finder remade() {
        Finder made = finder;
        if (made == null) {
            Set<String> forms = new HashSet<>();
            hidden.forEach(secret -> forms.addAll(Forms.of(secret)));
            made = new Finder(forms);
            finder = made;
        }
        return made;
    }
}
