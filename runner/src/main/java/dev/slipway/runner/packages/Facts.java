package dev.slipway.runner.packages;

import java.util.List;
import java.util.Optional;

/** What one file says of what is installed. */
public record Facts(List<InstalledPackage> packages, Optional<Distribution> distribution) {
    /** What most files say. */
    public static final Facts NONE = new Facts(List.of(), Optional.empty());

    public Facts {
        packages = List.copyOf(packages);
    }

    static Facts of(List<InstalledPackage> packages) {
        return packages.isEmpty() ? NONE : new Facts(packages, Optional.empty());
    }
}
