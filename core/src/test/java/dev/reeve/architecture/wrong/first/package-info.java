/** Classes that break the rules of this house, so that the rules can be seen to see them. */
@NullMarked
package dev.reeve.architecture.wrong.first;

import org.jspecify.annotations.NullMarked;
