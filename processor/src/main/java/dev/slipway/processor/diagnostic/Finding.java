package dev.slipway.processor.diagnostic;

/** A rule that is broken somewhere, in words that name the thing and the cure. */
public record Finding(Rule rule, String message, Place place) {
    /** As printed: {@code [Slipway.UnknownPlaceholder] '{pg.majr}': ...}. */
    public String text() {
        return "[Slipway." + rule.tag() + "] " + message;
    }
}
