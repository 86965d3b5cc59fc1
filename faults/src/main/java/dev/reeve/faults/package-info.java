/**
 * Kills and stops real processes while runs go on: servers, agents, runners and the database, at moments drawn from a
 * seed; then looks whether anything was lost, done twice or left behind. {@link dev.reeve.faults.FaultRun} is one such
 * run, {@link dev.reeve.faults.FaultsCommand} the program.
 */
@NullMarked
package dev.reeve.faults;

import org.jspecify.annotations.NullMarked;
