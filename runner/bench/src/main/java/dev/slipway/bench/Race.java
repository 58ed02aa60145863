package dev.slipway.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Has tools do all cases in turn, and takes the time. */
final class Race {
    private static final double NANOSECONDS_OF_ONE = 1e9;

    private final Families families;
    private final Ports ports;
    private final Commands commands;
    private final PrintWriter out;
    private final List<Result> results = new ArrayList<>();

    Race(Families families, Ports ports, Commands commands, PrintWriter out) {
        this.families = families;
        this.ports = ports;
        this.commands = commands;
        this.out = out;
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    /** Builds everything once, so that the proxy has what is asked for. */
    void prepare(Slipway slipway) throws IOException, InterruptedException {
        slipway.begin(repository("prepare"));
        slipway.build(families.oneVersion());
        slipway.build(families.first());
    }

    /**
     * Looks at what was built last.
     *
     * @throws IOException if images of the two structures do not have the same packages
     */
    void compare(Slipway slipway, Original original) throws IOException, InterruptedException {
        for (Target target : Target.of(families.first())) {
            Set<String> ours = lines(slipway.packages(families.first(), target));
            Set<String> theirs = lines(original.packages(target));
            if (!ours.equals(theirs)) {
                Set<String> both = new TreeSet<>(ours);
                both.retainAll(theirs);
                ours.removeAll(both);
                theirs.removeAll(both);
                throw new IOException(target.name() + " is not the same in both structures: only here " + ours
                        + ", only there " + theirs);
            }
        }
    }

    private static Set<String> lines(String text) {
        return new TreeSet<>(text.lines().toList());
    }

    /**
     * Does all cases that a tool is for. One that fails has no turn any more, and the others have theirs.
     *
     * @return whether it did them all
     */
    boolean run(Tool tool, int run) throws InterruptedException {
        try {
            runAll(tool, run);
            return true;
        } catch (IOException e) {
            out.println("run " + run + ": " + tool.name() + " failed: " + e.getMessage());
            out.flush();
            return false;
        }
    }

    private void runAll(Tool tool, int run) throws IOException, InterruptedException {
        tool.begin(repository("run" + run));
        for (Case what : Case.values()) {
            if (tool.cases().contains(what)) {
                double seconds = time(tool, what);
                results.add(new Result(tool.name(), what, seconds));
                out.printf("run %d: %s: %s: %.1f s%n", run, tool.name(), what.title(), seconds);
                out.flush();
            }
        }
    }

    private double time(Tool tool, Case what) throws IOException, InterruptedException {
        // Else one would pay for what another has left to the disk.
        commands.run("sync");
        long start = System.nanoTime();
        Family family = families.of(what);
        switch (what) {
            case COLD, WARM, ONE_PACKAGE, ONE_VERSION -> tool.build(family);
            case PUSH_EMPTY, PUSH_FULL -> tool.push(family);
        }
        return (System.nanoTime() - start) / NANOSECONDS_OF_ONE;
    }

    private String repository(String name) {
        return ports.registryHost() + "/" + name;
    }
}
