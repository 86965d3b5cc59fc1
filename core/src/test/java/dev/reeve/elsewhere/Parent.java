package dev.reeve.elsewhere;

/** A superclass in another package, with a task that only its subclasses reach. */
public class Parent {
    protected String guarded() {
        return "guarded";
    }

    public String inherited() {
        return "inherited";
    }
}
