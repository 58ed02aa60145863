package dev.slipway.runner.cli;

import dev.slipway.runner.contents.ImageComparison;
import dev.slipway.runner.display.DiffView;
import dev.slipway.runner.display.InspectionView;
import dev.slipway.runner.display.NoticeDisplay;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.evidence.ImageEvidence;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.registry.RemoteImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What commands do with what is in registries. */
final class RegistryActions {
    private final Surroundings surroundings;

    RegistryActions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Names once more what was pushed.
     *
     * @param request for the images under the names that they have
     * @param release for the names that they get
     * @param forced whether also what nobody knows to have passed its checks
     */
    int promote(Request request, Destination release, Optional<String> profile, Set<String> insecure, boolean forced) {
        Inventory inventory = setting(profile).inventory();
        List<Promotion.Renaming> renamings = Planner.plan(inventory, request).nodes().stream()
                .filter(PlannedNode::requested)
                .map(node -> new Promotion.Renaming(
                        node.id(),
                        ImageReference.parse(request.destination().reference(inventory, node.node())),
                        ImageReference.parse(release.reference(inventory, node.node()))))
                .toList();
        try (Registry registry = registry(insecure)) {
            return new Promotion(registry, surroundings.terminal()).run(renamings, forced);
        }
    }

    int inspect(Request request, Optional<String> profile, Set<String> insecure, boolean json) {
        List<ImageReference> references = Planner.plan(setting(profile).inventory(), request).nodes().stream()
                .filter(PlannedNode::requested)
                .flatMap(node -> node.reference().stream())
                .map(ImageReference::parse)
                .toList();
        return inspect(references, insecure, json);
    }

    int inspect(String reference, Set<String> insecure, boolean json) {
        try {
            return inspect(List.of(ImageReference.parse(reference)), insecure, json);
        } catch (IllegalArgumentException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private int inspect(List<ImageReference> references, Set<String> insecure, boolean json) {
        List<InspectionView.Inspected> images = new ArrayList<>();
        int code = ExitCode.OK;
        try (Registry registry = registry(insecure)) {
            for (ImageReference reference : references) {
                try {
                    images.add(inspected(registry, reference));
                } catch (RegistryException.NotFound e) {
                    surroundings.terminal().err().println("runner: there is no " + reference);
                    code = ExitCode.FAILED;
                }
            }
        } catch (RegistryException e) {
            return failed(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())));
        }
        if (json) {
            InspectionView.printJson(images, surroundings.terminal().out());
        } else {
            InspectionView.printText(images, surroundings.terminal().out());
        }
        return code;
    }

    private static InspectionView.Inspected inspected(Registry registry, ImageReference reference) {
        RemoteImage image = registry.inspect(reference);
        return new InspectionView.Inspected(
                image,
                image.images().stream()
                        .map(each -> ImageEvidence.read(registry, reference.withTag(each.digest())))
                        .toList());
    }

    /**
     * Shows how two images differ.
     *
     * @param names of the two: references, or selectors of one image of the catalogue each
     * @param destination what images of the catalogue are called
     */
    int diff(
            List<String> names,
            Destination destination,
            Optional<String> profile,
            Set<String> insecure,
            boolean files,
            boolean json) {
        List<ImageReference> references = names.stream()
                .map(name -> reference(name, destination, profile))
                .toList();
        try (Registry registry = registry(insecure)) {
            DiffView view = new DiffView(ImageComparison.of(registry, references.get(0), references.get(1)));
            PrintWriter out = surroundings.terminal().out();
            if (json) {
                view.printJson(out);
            } else {
                view.printText(files, out);
            }
            return ExitCode.OK;
        } catch (RegistryException.NotFound e) {
            surroundings.terminal().err().println("runner: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (RegistryException e) {
            return failed(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return failed(new Failure.RegistryUnavailable("a layer of " + names.get(0) + " or " + names.get(1)
                    + " cannot be read: " + e.getMessage() + ". Have the image pushed again."));
        }
    }

    private ImageReference reference(String name, Destination destination, Optional<String> profile) {
        if (!name.contains("/")) {
            Request request = new Request(List.of(name), destination, true);
            Plan plan = Planner.plan(setting(profile).inventory(), request);
            String id = Actions.onlyImage(request, plan);
            return plan.nodes().stream()
                    .filter(node -> node.id().equals(id))
                    .flatMap(node -> node.reference().stream())
                    .map(ImageReference::parse)
                    .findFirst()
                    .orElseThrow();
        }
        try {
            return ImageReference.parse(name);
        } catch (IllegalArgumentException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @param request for the images under the names of releases, none of which is touched */
    int untag(Request request, Optional<String> profile, Set<String> insecure, Duration age, boolean sure) {
        Inventory inventory = setting(profile).inventory();
        Map<String, List<PlannedNode>> images = Planner.plan(inventory, request).nodes().stream()
                .filter(PlannedNode::requested)
                .collect(Collectors.groupingBy(planned -> planned.node().image(), TreeMap::new, Collectors.toList()));
        List<OldTags.Wanted> wanted = images.entrySet().stream()
                .map(image -> wanted(inventory, request.destination(), image.getKey(), image.getValue()))
                .toList();
        try (Registry registry = registry(insecure)) {
            OldTags tags = new OldTags(
                    registry,
                    surroundings.clock(),
                    surroundings.clock().instant().minus(age));
            return new Cleanup(tags, surroundings.terminal()).run(wanted, sure);
        } catch (RegistryException e) {
            return failed(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())));
        }
    }

    private static OldTags.Wanted wanted(
            Inventory inventory, Destination destination, String image, List<PlannedNode> chosen) {
        long variants =
                inventory.nodes().filter(node -> node.image().equals(image)).count();
        return new OldTags.Wanted(
                ImageReference.parse(
                        destination.reference(inventory, chosen.get(0).node())),
                chosen.stream().map(planned -> planned.node().tag()).collect(Collectors.toSet()),
                chosen.size() == variants);
    }

    private Registry registry(Set<String> insecure) {
        return new Registry(RegistrySettings.fromEnvironment(
                        surroundings.environment(),
                        insecure,
                        new MachinePrograms(List.of())::program,
                        RegistrySettings.USUAL_UPLOADS)
                .telling(notices()));
    }

    private EventListener notices() {
        return new NoticeDisplay(surroundings.terminal().err());
    }

    private int failed(Failure failure) {
        surroundings.terminal().err().println("runner: " + failure.headline());
        return failure.exitStatus();
    }

    private Setting setting(Optional<String> profile) {
        return Setting.of(surroundings.catalogs().get(), profile);
    }
}
