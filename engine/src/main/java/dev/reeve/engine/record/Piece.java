package dev.reeve.engine.record;

import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from the run to the disk. The run's side adds at the end and publishes how far it got; the disk's
 * side takes what is published. When a piece is full the next one is linked to it, so neither side waits for the other.
 */
final class Piece {
    final byte kind;
    final Bytes bytes;

    /** Up to where the disk's side may take it. */
    volatile int published;
    /** What comes after it; nothing is added to it any more once this is not null. */
    volatile @Nullable Piece next;
    /** Up to where it was taken; of the disk's side. */
    int taken;

    Piece(byte kind, Bytes bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }
}
