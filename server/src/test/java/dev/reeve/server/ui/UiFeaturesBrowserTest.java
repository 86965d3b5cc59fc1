package dev.reeve.server.ui;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every second feature of the pages, in a real browser. */
final class UiFeaturesBrowserTest {
    @Test
    @Timeout(1800)
    void pagesOfFeaturesShowWhatTheyShould() throws Exception {
        PagesInBrowser.hold("features 1/2");
    }
}
