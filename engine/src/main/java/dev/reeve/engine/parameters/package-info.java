/**
 * Values of a flow's parameters, read from text as people write it on a command line or in a form. Start with
 * {@link dev.reeve.engine.parameters.ParameterTexts}.
 */
@NullMarked
package dev.reeve.engine.parameters;

import org.jspecify.annotations.NullMarked;
