package dev.reeve.cli.terminal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Somebody who sits at the terminal and can be asked. */
public interface Person {
    /** Nobody: input comes from a pipe or a file. */
    Person NOBODY = new Person() {
        @Override
        public boolean present() {
            return false;
        }

        @Override
        public @Nullable String line() {
            return null;
        }
    };

    /** Whether there is somebody. */
    boolean present();

    /** The next line they write, without its end; null if none will come. */
    @Nullable
    String line() throws IOException;

    /** The next line they write, not shown where they write it; null if none will come. */
    default @Nullable String hiddenLine() throws IOException {
        return line();
    }

    /** Whoever writes to this process. */
    static Person ofThisProcess() {
        return new KeyboardPerson();
    }
}
