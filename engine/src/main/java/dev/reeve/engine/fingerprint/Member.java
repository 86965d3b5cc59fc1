package dev.reeve.engine.fingerprint;

/** A method or field as class files name it: {@code owner} with slashes, {@code descriptor} its types. */
record Member(String owner, String name, String descriptor) implements Comparable<Member> {
    /** What tells it from the others of its class. */
    String key() {
        return name + descriptor;
    }

    /** For people: {@code OrdersEtl.parse}. */
    String text() {
        return Uses.shortName(owner) + "." + name;
    }

    @Override
    public int compareTo(Member other) {
        return (owner + ' ' + key()).compareTo(other.owner + ' ' + other.key());
    }
}
