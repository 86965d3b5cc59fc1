package dev.reeve.cli.code;

/** Puts into words why classes do not fit together. */
final class Linkage {
    private Linkage() {}

    static String words(String what, LinkageError error) {
        String detail = String.valueOf(error.getMessage());
        return switch (error) {
            case NoClassDefFoundError e ->
                what + " needs the class " + detail.replace('/', '.')
                        + ", which is not there. Put its jar into the directory lib beside yours, or add it with --cp.";
            case UnsupportedClassVersionError e ->
                what + " was compiled for a newer Java than this one, "
                        + Runtime.version().feature() + ". Set REEVE_JAVA_HOME to a newer JDK.";
            default ->
                what + " does not fit its libraries or this version of Reeve ("
                        + error.getClass().getSimpleName() + ": " + detail + "). Compile it against this version.";
        };
    }
}
