package dev.reeve.server.backup;

/** What a record of a backup is; its letter never changes its meaning. */
enum RecordKind {
    CONTENTS('C'),
    TABLE('T'),
    ROWS('R'),
    TABLE_END('E'),
    CHECKSUM('Z');

    private final byte letter;

    RecordKind(char letter) {
        this.letter = (byte) letter;
    }

    byte letter() {
        return letter;
    }

    static RecordKind of(int letter) {
        for (RecordKind kind : values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw BackupException.torn();
    }
}
