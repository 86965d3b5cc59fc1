package dev.reeve.spi;

import java.util.List;

/**
 * Where a flow's code is, so that another process can find it again. Immutable.
 *
 * @param classPath absolute paths of jars and class directories
 * @param flow the method that makes the flow, such as {@code org.acme.Etl.flow}
 */
public record CodeLocation(List<String> classPath, String flow) {
    /** Nobody said. */
    public static final CodeLocation UNKNOWN = new CodeLocation(List.of(), "");

    public CodeLocation {
        classPath = List.copyOf(classPath);
    }
}
