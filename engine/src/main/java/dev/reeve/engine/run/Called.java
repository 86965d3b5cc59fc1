package dev.reeve.engine.run;

/**
 * Who called the function of an attempt, if that was a worker of a cluster. Immutable.
 *
 * @param attempt the attempt's number in its epoch, from 1
 * @param worker the worker's name, process and host, for people
 */
public record Called(int attempt, String worker) {}
