package dev.slipway.runner.packages;

import java.util.Comparator;

/**
 * What a package manager has installed.
 *
 * @param architecture empty where there is none, as for Python libraries
 * @param source the package that it was built from; empty if it is of the same name and version
 */
public record InstalledPackage(Kind kind, String name, String version, String architecture, Source source)
        implements Comparable<InstalledPackage> {
    private static final Comparator<InstalledPackage> ORDER = Comparator.comparing(InstalledPackage::kind)
            .thenComparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::architecture)
            .thenComparing(one -> one.source().name())
            .thenComparing(one -> one.source().version());

    /** Whose package it is. */
    public enum Kind {
        DEBIAN("Debian packages"),
        ALPINE("Alpine packages"),
        PYTHON("Python libraries");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Of several. */
        public String title() {
            return title;
        }
    }

    /** A source package; the version is empty if it is that of the package. */
    public record Source(String name, String version) {
        static final Source SAME = new Source("", "");
    }

    @Override
    public int compareTo(InstalledPackage other) {
        return ORDER.compare(this, other);
    }
}
