/**
 * Runs the functions of tasks on other processes and machines: {@link dev.reeve.cluster.Cluster} is the executor of a
 * run, {@link dev.reeve.cluster.Worker} the process that calls functions.
 */
@NullMarked
package dev.reeve.cluster;

import org.jspecify.annotations.NullMarked;
