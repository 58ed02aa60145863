package dev.slipway.runner.runs;

import java.nio.file.Path;
import java.util.Map;

/** Where programs keep what is neither configuration nor a cache, after the XDG base directory specification. */
public record StateFolder(Path path) {
    /** That of a user with these variables. */
    public static StateFolder of(Map<String, String> environment) {
        Path named = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
        // By the specification, a relative path is as good as none.
        return new StateFolder(
                (named.isAbsolute() ? named : home.resolve(".local").resolve("state")).resolve("slipway"));
    }

    public Runs runs() {
        return new Runs(path.resolve("runs"));
    }

    public StepTimes stepTimes() {
        return new StepTimes(path.resolve("step-times"));
    }
}
