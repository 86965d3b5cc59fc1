package dev.reeve.agent;

import dev.reeve.api.PersonAnswer;

/** What a run is told by the server. Called by the thread that sends; must be quick. */
interface Orders {
    /** It is to stop. May be told again and again. */
    void cancel(Stop stop);

    /** A person answered a task run that waits. May be told again until the server hears that it was heard. */
    void answer(PersonAnswer answer);

    /** It is another runner's now, or cannot be told any more: nothing that it does counts. */
    void lost(String why);
}
