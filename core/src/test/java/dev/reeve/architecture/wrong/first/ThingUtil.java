package dev.reeve.architecture.wrong.first;

/** Does not say in its name what it is. */
public final class ThingUtil {
    private ThingUtil() {}
}
