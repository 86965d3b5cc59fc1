/**
 * What a cluster costs, and how soon it notices what goes wrong: {@link dev.reeve.benchmarks.cluster.ClusterTable} is the
 * program. Its process is the driver, workers are processes that do not have its classes.
 */
@NullMarked
package dev.reeve.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
