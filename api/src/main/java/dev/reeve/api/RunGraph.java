package dev.reeve.api;

import java.util.List;
import java.util.Map;

/**
 * All task runs of a run in columns, for a picture. Times are microseconds since 1970, 0: not yet, or not known.
 *
 * @param rev grows with each change
 * @param states the names of states; {@code state} has places in here
 * @param node each one's place in the structure: all nodes, then the children of expanded ones
 * @param child the index of a mapped child; -1: the node itself
 * @param state places in {@code states}
 * @param sched when the last one ended that it depends on, or else when the run began
 * @param queued when it first waited for a slot
 * @param start when its first attempt began
 * @param end when it ended
 * @param attempt counted from 1; 0: none yet
 * @param workers the workers of a cluster that called functions of these, as people are told of them; {@code worker} has
 *     places in here
 * @param worker of the last attempt; -1: none, its run's own process did, or there was no attempt. Empty if that is so of all
 * @param mapped how many children of a mapped node are in which state, by the node's place and the state's name
 * @param inner the newest run that a task is, of those here, by its {@code node:child}: what it looks like inside is the graph
 *     of that run
 * @param cut how many children of expanded nodes are left out, because there are too many
 */
public record RunGraph(
        long rev,
        List<String> states,
        int[] node,
        int[] child,
        int[] state,
        long[] sched,
        long[] queued,
        long[] start,
        long[] end,
        int[] attempt,
        List<String> workers,
        int[] worker,
        Map<Integer, Map<String, Long>> mapped,
        long cut,
        Map<String, String> inner) {}
