package dev.reeve.engine.record;

import java.nio.file.Path;
import java.util.Optional;

/** A process that takes the lock of a name, says whether it got it, and holds it until it is killed or told to end. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        FileLocks locks = new FileLocks(Path.of(arguments[0]));
        Optional<RecordStorage.Lock> lock = locks.lock(arguments[1]);
        System.out.println(lock.isPresent() ? "held" : "refused");
        if (System.in.read() >= 0) {
            lock.ifPresent(RecordStorage.Lock::release);
        }
    }
}
