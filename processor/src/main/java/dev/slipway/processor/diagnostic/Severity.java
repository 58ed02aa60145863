package dev.slipway.processor.diagnostic;

/** How bad a finding is: an error keeps anything from being generated. */
public enum Severity {
    ERROR,
    WARNING
}
