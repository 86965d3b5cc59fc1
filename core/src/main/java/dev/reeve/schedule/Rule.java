package dev.reeve.schedule;

/** What is done to the times of a clock, in the order in which it was said: one is taken out, or moved. */
public sealed interface Rule permits Filter, Adjustment {
    /** In words, for people. */
    String words();

    /** Whether it is data only, so that a schedule that has it can be sent to a server. */
    boolean isData();
}
