/**
 * Answers to task runs that wait for a person, said in texts, also in another process than the one that runs them. Start
 * with {@link dev.reeve.engine.answer.Answers}.
 */
@NullMarked
package dev.reeve.engine.answer;

import org.jspecify.annotations.NullMarked;
