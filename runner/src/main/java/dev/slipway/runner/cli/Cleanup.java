package dev.slipway.runner.cli;

import dev.slipway.runner.display.OldTagsView;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Untagging;
import dev.slipway.runner.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows old tags, asks, and deletes them. */
final class Cleanup {
    private final OldTags tags;
    private final Terminal terminal;

    Cleanup(OldTags tags, Terminal terminal) {
        this.tags = tags;
        this.terminal = terminal;
    }

    /**
     * Returns the exit code.
     *
     * @param sure whether nobody needs to be asked
     */
    int run(List<OldTags.Wanted> wanted, boolean sure) {
        Map<ImageReference, Map<String, Instant>> old = new LinkedHashMap<>();
        Map<String, Instant> shown = new LinkedHashMap<>();
        for (OldTags.Wanted each : wanted) {
            Map<String, Instant> found = tags.in(each);
            old.put(each.repository(), found);
            found.forEach(
                    (tag, made) -> shown.put(each.repository().withTag(tag).toString(), made));
        }
        if (shown.isEmpty()) {
            terminal.out().println("no tag is that old");
            return ExitCode.OK;
        }
        OldTagsView.print(shown, terminal.out());
        if (!sure && !agreed(shown.size())) {
            terminal.out().println("nothing was deleted");
            return ExitCode.OK;
        }
        return delete(old);
    }

    private boolean agreed(int count) {
        if (!Sandbox.isAtTerminal()) {
            throw new InputException("nothing was deleted: there is no terminal to ask at. Say --yes to do without");
        }
        terminal.out().flush();
        terminal.err().print("Delete " + (count == 1 ? "this tag" : "these " + count + " tags") + "? [y/N] ");
        terminal.err().flush();
        try {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String answer = input.readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    private int delete(Map<ImageReference, Map<String, Instant>> old) {
        Untagging untagging = new Untagging(tags.registry());
        int code = ExitCode.OK;
        for (Map.Entry<ImageReference, Map<String, Instant>> each : old.entrySet()) {
            ImageReference repository = each.getKey();
            Map<String, Untagging.Outcome> outcomes =
                    untagging.remove(repository, each.getValue().keySet());
            outcomes.forEach((tag, outcome) -> terminal.out().println(told(repository.withTag(tag), outcome)));
            if (outcomes.containsValue(Untagging.Outcome.REFUSED)) {
                code = ExitCode.UNAVAILABLE;
            }
        }
        return code;
    }

    private static String told(ImageReference tag, Untagging.Outcome outcome) {
        return switch (outcome) {
            case DELETED -> "deleted " + tag;
            case SHARED ->
                "kept " + tag + ": " + tag.registry() + " deletes manifests only, and another tag needs this" + " one";
            case REFUSED ->
                "kept " + tag + ": " + tag.registry() + " deletes nothing. Have it allowed there;"
                        + " docker-registry does with REGISTRY_STORAGE_DELETE_ENABLED=true";
        };
    }
}
