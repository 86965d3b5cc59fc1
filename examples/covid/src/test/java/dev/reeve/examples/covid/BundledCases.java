package dev.reeve.examples.covid;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The bundled edition, read. */
final class BundledCases {
    private BundledCases() {}

    static CaseTable read() {
        try {
            return Source.read(CovidFlow.ECDC_DATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
