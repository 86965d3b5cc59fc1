package dev.reeve.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that keeps what it is told. */
final class Recorder implements Channel {
    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public void deliver(Notice notice, Delivery delivery) {
        notices.add(notice);
    }

    List<Notice> notices() {
        return notices;
    }

    List<String> titles() {
        return notices.stream().map(Notice::title).toList();
    }
}
