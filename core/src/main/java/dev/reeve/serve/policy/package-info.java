/**
 * What becomes of firings, wherever a flow is served: in a process of its own or by a server. {@link
 * dev.reeve.serve.policy.Clocks} says which belong together, {@link dev.reeve.serve.policy.Missed} what is made up for, {@link
 * dev.reeve.serve.policy.Overlapping} what happens while a run goes on. For who serves flows, not for users.
 */
@NullMarked
package dev.reeve.serve.policy;

import org.jspecify.annotations.NullMarked;
