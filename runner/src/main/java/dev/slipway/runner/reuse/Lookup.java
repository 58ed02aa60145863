package dev.slipway.runner.reuse;

import dev.slipway.graph.Node;
import dev.slipway.runner.engine.Git;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks in registries for images of the same fingerprints as those that are to be built. */
public final class Lookup {
    private final Circumstances circumstances;
    private final Resolver resolver;
    private final ImageRecords records;

    /** @param recipes how images of somebody else's are come by; others are pulled under their own name */
    public Lookup(Registry registry, Git git, Map<String, BaseRecipe> recipes, Circumstances circumstances) {
        this.circumstances = circumstances;
        this.resolver = new Resolver(registry, git, recipes);
        this.records = new ImageRecords(registry);
    }

    /** What of a plan is there, and fresh enough. */
    public Reuse look(Plan plan, Freshness freshness) throws InterruptedException {
        Map<String, Fingerprint> fingerprints =
                fingerprints(plan.nodes().stream().map(PlannedNode::node).toList());
        Map<String, ImageReference> repositories = new LinkedHashMap<>();
        for (PlannedNode planned : plan.nodes()) {
            if (freshness.reuses() && planned.reference().isPresent() && fingerprints.containsKey(planned.id())) {
                repositories.put(
                        planned.id(), ImageReference.parse(planned.reference().get()));
            }
        }
        Map<String, ImageRecord> found = AtOnce.ask(
                repositories.keySet(),
                node -> find(
                                Objects.requireNonNull(repositories.get(node)),
                                Objects.requireNonNull(fingerprints.get(node)))
                        .filter(freshness::allows));
        return Reuse.of(plan, fingerprints, freshness.since().isPresent() ? standingOnFresh(plan, found) : found);
    }

    /** Without those that need an image which is too old, or not there: it may be made anew, and they stand on the old one. */
    static Map<String, ImageRecord> standingOnFresh(Plan plan, Map<String, ImageRecord> found) {
        Map<String, ImageRecord> fresh = new LinkedHashMap<>(found);
        Set<String> stale = new HashSet<>();
        for (PlannedNode planned : plan.nodes()) {
            String id = planned.id();
            boolean isAbsent = planned.reference().isPresent() && !found.containsKey(id);
            if (isAbsent || planned.node().dependencies().stream().anyMatch(stale::contains)) {
                stale.add(id);
                fresh.remove(id);
            }
        }
        return fresh;
    }

    /** Of nodes with all that they need, in build order; what names of the outside stand for is asked for anew. */
    Map<String, Fingerprint> fingerprints(List<Node> nodes) throws InterruptedException {
        return circumstances.areKnown()
                ? Fingerprints.of(nodes, circumstances, resolver.ask(Outside.of(nodes)))
                : Map.of();
    }

    ImageRecords records() {
        return records;
    }

    /**
     * What a registry has of one image of a plan, and what of all that it is made from is another than it was.
     *
     * @return empty if the image is not published, or it is not known what it would be for
     */
    public Optional<Standing> standing(Plan plan, String node) throws InterruptedException {
        Optional<PlannedNode> planned = plan.nodes().stream()
                .filter(each -> each.id().equals(node) && each.reference().isPresent())
                .findFirst();
        if (planned.isEmpty() || !circumstances.areKnown()) {
            return Optional.empty();
        }
        List<Node> closure = plan.closure(node);
        World world = resolver.ask(Outside.of(closure));
        Reuse reuse = Reuse.of(plan, Fingerprints.of(closure, circumstances, world), Map.of());
        Optional<Fingerprint> fingerprint = reuse.fingerprint(node);
        if (fingerprint.isEmpty()) {
            return Optional.of(Standing.unknown(world.missing(Outside.of(closure))));
        }
        try {
            ImageReference wanted =
                    ImageReference.parse(planned.get().reference().orElseThrow());
            Optional<ImageRecord> record = records.find(wanted, fingerprint.get());
            return Optional.of(
                    record.isPresent()
                            ? Standing.there(fingerprint.get(), record.get())
                            : new Predecessors(
                                            records,
                                            wanted,
                                            planned.get().node().tag())
                                    .compare(fingerprint.get(), reuse.inputs(node)));
        } catch (RegistryException e) {
            return Optional.of(Standing.unknown(List.of(String.valueOf(e.getMessage()))));
        }
    }

    /** A registry that does not answer has nothing: whoever wants to push will be told. */
    private Optional<ImageRecord> find(ImageReference repository, Fingerprint fingerprint) {
        try {
            return records.find(repository, fingerprint);
        } catch (RegistryException e) {
            return Optional.empty();
        }
    }
}
