package dev.reeve.testing;

/** Whether a process of a testbed is alive. Once it is lost nothing of it goes on. Thread-safe. */
final class Life {
    private final int number;
    private volatile boolean lost;

    Life(int number) {
        this.number = number;
    }

    /** Which process it is, counted from 1. */
    int number() {
        return number;
    }

    boolean isLost() {
        return lost;
    }

    /** It is lost; returns what takes the thread out. */
    EngineLost lose() {
        lost = true;
        return new EngineLost();
    }

    void require() {
        if (lost) {
            throw new EngineLost();
        }
    }
}
