package dev.reeve.testing;

import dev.reeve.UsedFunction;

/** A function that a test replaces wherever it is called, in flows that are only made while the flow runs, too. */
record FakedFunction(UsedFunction function, Fake fake) {}
