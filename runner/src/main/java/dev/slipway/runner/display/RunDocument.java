package dev.slipway.runner.display;

import dev.slipway.runner.plan.Plan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was to do.
 *
 * @param arguments of the command line
 * @param profile what messages call it; empty for none
 */
public record RunDocument(List<String> arguments, String profile, Instant started, Plan plan) {
    public RunDocument {
        arguments = List.copyOf(arguments);
    }

    /** An object in a line: as {@code plan --json} has it, and how it was asked for. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("started", started.toString());
        document.put("arguments", arguments);
        document.put("profile", profile);
        document.putAll(new PlanView(plan).document());
        return Json.line(document) + "\n";
    }
}
