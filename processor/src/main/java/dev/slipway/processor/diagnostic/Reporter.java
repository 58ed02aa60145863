package dev.slipway.processor.diagnostic;

import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/** Prints findings through the compiler. */
public final class Reporter {
    private final Messager messager;
    private final TreeFinder finder;

    public Reporter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.finder = new TreeFinder(environment);
    }

    public void print(Findings findings) {
        for (Finding finding : findings.all()) {
            Diagnostic.Kind kind =
                    finding.rule().severity() == Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
            Place place = finding.place();
            boolean isDeclaration = place.annotation() == null;
            Optional<TreeFinder.Found> found = isDeclaration ? Optional.empty() : finder.find(place);
            if (found.isPresent()) {
                found.get()
                        .trees()
                        .printMessage(
                                kind,
                                finding.text(),
                                found.get().tree(),
                                found.get().unit());
            } else {
                messager.printMessage(kind, finding.text(), place.element(), place.annotation(), place.value());
            }
        }
    }

    /** For a mistake of the processor's own, which has no place. */
    public void printInternalError(String message) {
        messager.printMessage(Diagnostic.Kind.ERROR, "[Slipway." + Rule.INTERNAL_ERROR.tag() + "] " + message);
    }
}
