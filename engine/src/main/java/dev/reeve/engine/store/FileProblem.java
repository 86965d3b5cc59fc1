package dev.reeve.engine.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong with a file. The messages of the JDK are often no more than the path. */
final class FileProblem {
    private FileProblem() {}

    static String words(IOException problem) {
        return switch (problem) {
            case AccessDeniedException e -> "no permission for " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " is a file, where a directory is needed";
            case NoSuchFileException e -> e.getFile() + " is gone";
            case FileSystemException e ->
                e.getReason() == null ? String.valueOf(e.getMessage()) : e.getReason() + ": " + e.getFile();
            default -> String.valueOf(problem.getMessage());
        };
    }
}
