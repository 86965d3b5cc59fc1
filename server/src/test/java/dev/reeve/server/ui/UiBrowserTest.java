package dev.reeve.server.ui;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for all pages, in a real browser. Those of single features are classes of their own, so that two JVMs share them. */
final class UiBrowserTest {
    @Test
    @Timeout(1800)
    void allPagesShowWhatTheyShould() throws Exception {
        PagesInBrowser.hold("shared");
    }
}
