package dev.slipway.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** What was found so far. A fragment's mistake is found by each of its users, and kept once. */
public final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    public void report(Rule rule, Place place, String message) {
        Finding finding = new Finding(rule, message, place);
        if (findings.stream().noneMatch(known -> same(known, finding))) {
            findings.add(finding);
        }
    }

    private static boolean same(Finding known, Finding finding) {
        return known.text().equals(finding.text())
                && known.place().element().equals(finding.place().element())
                && known.place().annotation() == finding.place().annotation();
    }

    public List<Finding> all() {
        return List.copyOf(findings);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.rule().severity() == Severity.ERROR);
    }
}
