package dev.reeve;

import org.jspecify.annotations.Nullable;

/** What a mapped task takes: an {@link Output} that all children share, or an {@link Each}. */
public sealed interface MapInput<T extends @Nullable Object> permits Output, Each {}
