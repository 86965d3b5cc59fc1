package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Whether it may begin.
 *
 * @param counted whether it has a place now, which is to be given back
 * @param waitsFor the tag that has no place free; null if it may begin
 */
public record PlaceAnswer(
        boolean granted, boolean counted, @Nullable String waitsFor) {}
