package dev.reeve.server.ui;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The other features of the pages, in a real browser. */
final class UiOtherFeaturesBrowserTest {
    @Test
    @Timeout(1800)
    void pagesOfOtherFeaturesShowWhatTheyShould() throws Exception {
        PagesInBrowser.hold("features 2/2");
    }
}
