/**
 * What can be set, and who set it: defaults, {@code ~/.reeve/config.toml}, {@code REEVE_…} in the environment, code, in
 * that order. Start with {@link dev.reeve.engine.config.Configuration#load}; the settings are in
 * {@link dev.reeve.engine.config.Settings}.
 */
@NullMarked
package dev.reeve.engine.config;

import org.jspecify.annotations.NullMarked;
