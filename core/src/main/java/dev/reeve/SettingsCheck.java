package dev.reeve;

import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.Rate;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the options of a node. */
final class SettingsCheck {
    private static final int LONGEST_ASSET = 300;

    private final NodeSpec spec;
    private final NodeFunction function;
    private final Problems problems;

    SettingsCheck(NodeSpec spec, NodeFunction function, Problems problems) {
        this.spec = spec;
        this.function = function;
        this.problems = problems;
    }

    /** Whether the function has a value, be it one that this node does not want. */
    boolean valued() {
        return function.returnsValue();
    }

    /** Whether the node passes its value on. */
    boolean wanted() {
        return spec.work().hasValue();
    }

    /** The options that the call says itself. */
    void options(Options call) {
        if (call.retries != null) {
            retries("retries(" + call.retries + ")", call.retries);
        }
        if (call.retryDelay != null && call.retryDelay.isNegative()) {
            problem("it waits " + call.retryDelay + " between attempts.", "Use zero or more.");
        }
        positive("timeout(..)", call.timeout);
        positive("cacheFor(..)", call.cacheFor);
        if (call.rateBegins != null && call.rateSpan != null && !isRate(call.rateBegins, call.rateSpan)) {
            problem(
                    "rateLimit(..) lets " + call.rateBegins + " attempts begin in " + call.rateSpan + ".",
                    "Use 1 to " + Rate.MOST + " and a span of more than zero.");
        }
        call.reads.forEach(name -> asset("reads", name));
        call.produces.forEach(name -> asset("produces", name));
        call.requires.forEach((resource, units) -> {
            if (units < 1 || resource.isBlank()) {
                problem(
                        "it requires " + units + " of the resource \"" + resource + "\".",
                        "Name a resource and use 1 or more.");
            }
        });
    }

    /** An asset is the same thing in all runs; which part of it a run is about, its data interval says. */
    private void asset(String option, String name) {
        String shown = "." + option + "(\"" + name + "\") ";
        if (name.isBlank() || !name.equals(name.strip()) || name.length() > LONGEST_ASSET) {
            problem(shown + "names no asset.", "Use 1 to " + LONGEST_ASSET + " characters without space around them.");
        } else if (name.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            problem(shown + "has characters in it that cannot be shown.", "Use others.");
        } else if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            problem(
                    shown + "looks like a template, and an asset has one name in all runs.",
                    "Leave the braces out. Which part of the asset a run is about, its data interval says.");
        }
    }

    static boolean isRate(int begins, Duration span) {
        return begins >= 1 && begins <= Rate.MOST && !span.isNegative() && !span.isZero();
    }

    void retries(String where, int retries) {
        if (retries < 0) {
            problem(where + " asks for " + retries + " retries.", "Use 0 or more.");
        }
    }

    void positive(String where, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            problem(where + " is " + duration + ".", "Use more than zero.");
        }
    }

    /** An option of the annotation, with the method that it stands on. */
    void annotated(String option, String cause, String remedy) {
        problem("@Task(" + option + ") on " + function.info().text() + " " + cause, remedy);
    }

    /** What call and annotation say together. */
    void merged(NodeSettings settings) {
        if (!settings.sharedCache().isEmpty() && settings.cacheFor() == null) {
            problem("it shares a cache but caches nothing.", "Add .cacheFor(..) to say how long a result may be used.");
        }
        CacheKeyCheck.check(spec, function.info(), settings, problems);
        if (settings.targetIgnoresInputs() && settings.target().isEmpty()) {
            problem("it has targetIgnoresInputs but no target.", "Add .target(\"..\").");
        }
        boolean stores = !settings.target().isEmpty()
                || settings.cacheFor() != null
                || Boolean.TRUE.equals(settings.checkpoint());
        Type type = function.info().resultType();
        if (stores && settings.serializer() == null && type == null && wanted()) {
            problem(
                    "its result is to be stored, but its type cannot be seen: it is a lambda, or its type has"
                            + " variables.",
                    "Use a method reference to a method that declares the type, or give the task a .serializer(..) of"
                            + " your own.");
        }
        if (stores && settings.serializer() == null && type != null && wanted()) {
            Storable.obstacle(type)
                    .ifPresent(part -> problem(
                            "its result is to be stored, but the type " + ValueTypes.words(part)
                                    + " cannot be stored (it returns " + ValueTypes.words(type) + ").",
                            "Return the data itself, such as a record, a list or a file's path, or give the task a"
                                    + " .serializer(..) of your own."));
        }
    }

    private void problem(String cause, String remedy) {
        problems.add(spec, cause, remedy);
    }
}
