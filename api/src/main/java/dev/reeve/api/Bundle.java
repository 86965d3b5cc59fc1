package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a flow's code lies.
 *
 * @param location a URI, such as {@code file:/srv/flows/shop.jar}
 * @param sha256 the checksum of its bytes, 64 digits in lower case
 * @param entry which flow of it: class and method
 * @param host the only host where the location means something; null: anywhere
 */
public record Bundle(
        String location,
        String sha256,
        String entry,
        @Nullable String host) {
    public Bundle {
        location = Given.required(location, "location");
        sha256 = Given.required(sha256, "sha256");
        entry = Given.required(entry, "entry");
    }
}
