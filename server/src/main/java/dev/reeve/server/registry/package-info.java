/** Flows as they are registered, over HTTP. Begin with {@link dev.reeve.server.registry.RegistryRoutes}. */
@NullMarked
package dev.reeve.server.registry;

import org.jspecify.annotations.NullMarked;
