/**
 * Why a run or a task of it is as it is, in a sentence or a few: {@link dev.reeve.server.why.Reasons} of a
 * {@link dev.reeve.server.why.Scene}, which is all that they are found in. Pure: whoever asks reads the scene.
 */
@NullMarked
package dev.reeve.server.why;

import org.jspecify.annotations.NullMarked;
