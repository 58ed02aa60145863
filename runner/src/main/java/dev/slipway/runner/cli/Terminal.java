package dev.slipway.runner.cli;

import java.io.PrintWriter;

/** Where commands write. */
record Terminal(PrintWriter out, PrintWriter err, boolean colours) {}
