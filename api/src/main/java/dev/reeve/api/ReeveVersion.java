package dev.reeve.api;

/** The release of Reeve that something was made with. */
public record ReeveVersion(String version) {
    public ReeveVersion {
        version = Given.required(version, "version");
    }
}
