/** What a flow needs from outside and others may provide: engine, executors, stores, serializers, secrets, clock. */
@NullMarked
package dev.reeve.spi;

import org.jspecify.annotations.NullMarked;
