package dev.reeve.api;

import java.util.List;

/** What people answered to a run that its runner was not told yet. */
public record PersonAnswers(List<PersonAnswer> items) {
    public PersonAnswers {
        items = Given.list(items, "items");
    }
}
