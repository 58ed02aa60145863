package dev.slipway.runner.display;

import dev.slipway.model.Origin;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.reuse.Standing;
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
    /**
     * For people.
     *
     * @param first empty where no step would be done
     * @param standing what the registry has; empty where that is not asked
     */
    public void printText(Optional<Rerun> first, Optional<Standing> standing, PrintWriter out) {
        first.ifPresentOrElse(
                rerun -> printText(rerun, out), () -> out.println(image + ": nothing changed, no step would run"));
        standing.ifPresent(known -> printText(known, out));
    }

    private void printText(Standing standing, PrintWriter out) {
        out.println(image + ": " + headline(standing));
        standing.reasons().forEach(line -> out.println("  " + line));
    }

    private static String headline(Standing standing) {
        if (standing.since().isPresent()) {
            return "in the registry since " + standing.since().get() + ", a push would not build it";
        }
        if (standing.fingerprint().isEmpty()) {
            return "whether the registry has it cannot be told";
        }
        return standing.before()
                .map(before -> "not in the registry; since " + before)
                .orElse("not in the registry, nor what it was before");
    }

    private void printText(Rerun rerun, PrintWriter out) {
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

    /** An object, without {@code first} where no step would be done, and {@code registry} where that is not asked. */
    public void printJson(Optional<Rerun> first, Optional<Standing> standing, PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("image", image);
        document.put("profile", profile);
        first.ifPresent(rerun -> document.put("first", document(rerun)));
        standing.ifPresent(known -> document.put("registry", document(known)));
        Json.printDocument(document, out);
    }

    private static Map<String, Object> document(Standing standing) {
        Map<String, Object> document = new LinkedHashMap<>();
        standing.fingerprint().ifPresent(digits -> document.put("fingerprint", digits));
        document.put("found", standing.since().isPresent());
        standing.since().ifPresent(since -> document.put("since", since.toString()));
        standing.before().ifPresent(before -> document.put("before", before));
        document.put("reasons", standing.reasons());
        return document;
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
