package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The work of a plan as jobs for several machines.
 *
 * @param waves for machines that share what they have built: what a job needs was built in the waves before its own
 * @param groups for machines that share nothing: no two jobs build anything twice
 */
public record Matrix(List<List<Job>> waves, List<Job> groups) {
    /** What GitHub Actions expands a matrix to at most. */
    private static final int MOST_JOBS = 256;

    /**
     * Images that one machine builds, one run after another or in one run.
     *
     * @param images a selector each
     * @param push whether they are published, and not only needed by others
     */
    public record Job(String name, List<String> images, boolean push) {
        public Job {
            images = List.copyOf(images);
        }
    }

    public Matrix {
        waves = waves.stream().map(List::copyOf).toList();
        groups = List.copyOf(groups);
    }

    /**
     * Divides the work.
     *
     * @param wanted ids of the nodes that are to be built for their own sake; who needs one is wanted as well
     */
    public static Matrix of(Plan plan, Set<String> wanted) {
        return new Matrix(
                waves(plan.nodes().stream()
                        .filter(node -> wanted.contains(node.id()))
                        .toList()),
                groups(plan, wanted));
    }

    private static List<List<Job>> waves(List<PlannedNode> nodes) {
        Map<String, Integer> depths = new HashMap<>();
        List<List<Job>> waves = new ArrayList<>();
        for (PlannedNode node : nodes) {
            int depth = node.node().dependencies().stream()
                    .mapToInt(needed -> depths.getOrDefault(needed, -1) + 1)
                    .max()
                    .orElse(0);
            depths.put(node.id(), depth);
            if (depth == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(depth).add(new Job(node.id(), List.of(selector(node.node())), node.requested()));
        }
        return waves.stream().map(Matrix::packed).toList();
    }

    /** What stands on a common base is one job's, which builds that once. */
    private static List<Job> groups(Plan plan, Set<String> wanted) {
        List<Set<String>> families = new ArrayList<>();
        for (PlannedNode node : needed(plan, wanted)) {
            List<Set<String>> joined = families.stream()
                    .filter(family -> node.node().dependencies().stream().anyMatch(family::contains))
                    .toList();
            families.removeAll(joined);
            Set<String> family = new LinkedHashSet<>();
            joined.forEach(family::addAll);
            family.add(node.id());
            families.add(family);
        }
        List<String> order = plan.nodes().stream().map(PlannedNode::id).toList();
        return packed(families.stream()
                .map(family -> group(plan, wanted, family))
                .sorted(Comparator.comparingInt(group -> order.indexOf(group.name())))
                .toList());
    }

    private static Job group(Plan plan, Set<String> wanted, Set<String> family) {
        List<PlannedNode> nodes =
                plan.nodes().stream().filter(node -> family.contains(node.id())).toList();
        List<String> images = nodes.stream()
                .filter(node -> node.requested() && wanted.contains(node.id()))
                .map(node -> selector(node.node()))
                .toList();
        return new Job(nodes.get(0).id(), images, true);
    }

    /** The wanted images and all that they stand on. */
    private static List<PlannedNode> needed(Plan plan, Set<String> wanted) {
        Set<String> needed = new LinkedHashSet<>();
        for (int i = plan.nodes().size() - 1; i >= 0; i--) {
            PlannedNode node = plan.nodes().get(i);
            if ((node.requested() && wanted.contains(node.id()))
                    || node.neededBy().stream().anyMatch(needed::contains)) {
                needed.add(node.id());
            }
        }
        return plan.nodes().stream().filter(node -> needed.contains(node.id())).toList();
    }

    /** A selector that means this node only. */
    private static String selector(Node node) {
        return node.variant().isEmpty() ? node.image() : node.image() + ":" + node.tag();
    }

    /** As many jobs as there may be, in their order; bases before images, as no job builds the ones and pushes others. */
    private static List<Job> packed(List<Job> jobs) {
        if (jobs.size() <= MOST_JOBS) {
            return jobs;
        }
        List<List<Job>> kinds = List.of(
                jobs.stream().filter(job -> !job.push()).toList(),
                jobs.stream().filter(Job::push).toList());
        int size = IntStream.iterate(2, candidate -> candidate + 1)
                .filter(candidate ->
                        kinds.stream().mapToInt(kind -> parts(kind, candidate)).sum() <= MOST_JOBS)
                .findFirst()
                .orElseThrow();
        return kinds.stream()
                .flatMap(kind -> IntStream.range(0, parts(kind, size)).mapToObj(part -> part(kind, size, part)))
                .toList();
    }

    private static int parts(List<Job> jobs, int size) {
        return (jobs.size() + size - 1) / size;
    }

    private static Job part(List<Job> jobs, int size, int part) {
        List<Job> together = jobs.subList(part * size, Math.min(jobs.size(), (part + 1) * size));
        Job first = together.get(0);
        return new Job(
                together.size() == 1 ? first.name() : first.name() + " and " + (together.size() - 1) + " more",
                together.stream().flatMap(job -> job.images().stream()).toList(),
                first.push());
    }
}
