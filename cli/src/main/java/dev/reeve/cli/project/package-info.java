/** Projects for users to start from. Start with {@link dev.reeve.cli.project.NewProject}. */
@NullMarked
package dev.reeve.cli.project;

import org.jspecify.annotations.NullMarked;
