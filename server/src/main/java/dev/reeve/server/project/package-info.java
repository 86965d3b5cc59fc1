/** Projects over HTTP, and who sees which. Begin with {@link dev.reeve.server.project.ProjectRoutes}. */
@NullMarked
package dev.reeve.server.project;

import org.jspecify.annotations.NullMarked;
