package dev.slipway.runner.cli;

import java.util.Locale;

/** What a picture of the graph is written for. */
enum GraphFormat {
    /** Graphviz. */
    DOT,
    /** Browsers. */
    SVG,
    /** Markdown on GitHub and elsewhere. */
    MERMAID,
    /** Programs. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
