package dev.slipway.runner.display;

import dev.slipway.model.Origin;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What would be done first for an image, and why.
 *
 * @param profile that it would be built with; empty for none
 */
public record WhyView(String image, String profile) {
    /** For people; empty where no step would be done. */
    public void printText(Optional<Rerun> first, PrintWriter out) {
        if (first.isEmpty()) {
            out.println(image + ": nothing changed, no step would run");
            return;
        }
        Rerun rerun = first.get();
        String stage = Failure.isMainStage(rerun.node(), rerun.stage()) ? "" : ", stage " + rerun.stage();
        out.println(rerun.node() + stage + ": '" + rerun.step() + "' would run first");
        rerun.origins().stream().map(Origin::describe).forEach(origin -> out.println("  asked for at " + origin));
        rerun.lastProfile()
                .ifPresent(last -> out.println("  last built with " + named(last) + ", now with " + named(profile)));
        rerun.reasons().forEach(line -> out.println("  " + line));
    }

    private static String named(String profile) {
        return profile.isEmpty() ? "no profile" : profile;
    }

    /** An object, without {@code first} where no step would be done. */
    public void printJson(Optional<Rerun> first, PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("image", image);
        document.put("profile", profile);
        first.ifPresent(rerun -> document.put("first", document(rerun)));
        Json.printDocument(document, out);
    }

    private static Map<String, Object> document(Rerun rerun) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("node", rerun.node());
        document.put("stage", rerun.stage());
        document.put("step", rerun.step());
        document.put("origins", rerun.origins().stream().map(Origin::describe).toList());
        rerun.lastProfile().ifPresent(last -> document.put("lastProfile", last));
        document.put("reasons", rerun.reasons());
        return document;
    }
}
