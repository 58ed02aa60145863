package dev.slipway.processor.diagnostic;

import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/** Prints findings through the compiler. */
public final class Reporter {
    private final Messager messager;

    public Reporter(Messager messager) {
        this.messager = messager;
    }

    public void print(Findings findings) {
        for (Finding finding : findings.all()) {
            Diagnostic.Kind kind =
                    finding.rule().severity() == Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
            Place place = finding.place();
            messager.printMessage(kind, finding.text(), place.element(), place.annotation(), place.value());
        }
    }

    /** For a mistake of the processor's own, which has no place. */
    public void printInternalError(String message) {
        messager.printMessage(Diagnostic.Kind.ERROR, "[Slipway." + Rule.INTERNAL_ERROR.tag() + "] " + message);
    }
}
