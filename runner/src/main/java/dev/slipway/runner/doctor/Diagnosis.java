package dev.slipway.runner.doctor;

import java.util.List;

/** All that was found, in the order in which it is needed. */
public record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public boolean works(Area area) {
        return of(area).stream().noneMatch(finding -> finding.state() == Finding.State.PROBLEM);
    }

    public List<Finding> of(Area area) {
        return findings.stream().filter(finding -> finding.area() == area).toList();
    }
}
