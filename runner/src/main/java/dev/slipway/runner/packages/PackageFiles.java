package dev.slipway.runner.packages;

import dev.slipway.runner.packages.InstalledPackage.Kind;
import dev.slipway.runner.packages.InstalledPackage.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows the files in which it is noted what is installed, and reads them. What is unreadable in them says nothing. */
public final class PackageFiles {
    private static final String DPKG_STATUS = "var/lib/dpkg/status";
    private static final Set<String> APK_INSTALLED = Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");
    private static final Set<String> OS_RELEASE = Set.of("etc/os-release", "usr/lib/os-release");

    /** Of images without dpkg: one file a package. */
    private static final Pattern DPKG_SINGLE = Pattern.compile("var/lib/dpkg/status\\.d/[^/]+(?<!\\.md5sums)");

    private static final String WHEEL = ".dist-info/METADATA";
    private static final String EGG = ".egg-info";
    private static final String EGG_FOLDER = ".egg-info/PKG-INFO";

    /** Where Python finds what it imports; the others are left in caches. */
    private static final Pattern IMPORTED = Pattern.compile("(?:.*/)?(?:site|dist)-packages/[^/]+(?:/[^/]+)?");

    private static final Pattern SOURCE = Pattern.compile("(?<name>\\S+)(?: +\\((?<version>[^)]+)\\))?");
    private static final String INSTALLED = "installed";

    private PackageFiles() {}

    /**
     * Whether a file may say something.
     *
     * @param path without a slash before it
     */
    public static boolean isOne(String path) {
        return path.equals(DPKG_STATUS)
                || APK_INSTALLED.contains(path)
                || OS_RELEASE.contains(path)
                || DPKG_SINGLE.matcher(path).matches()
                || isPython(path);
    }

    /** Whether what a file says counts where it is: of a Python library that nothing imports it does not. */
    public static boolean counts(String path) {
        return !isPython(path) || IMPORTED.matcher(path).matches();
    }

    private static boolean isPython(String path) {
        return path.endsWith(WHEEL) || path.endsWith(EGG) || path.endsWith(EGG_FOLDER);
    }

    /**
     * What a file says.
     *
     * @param path one that {@link #isOne}
     */
    public static Facts read(String path, String text) {
        if (OS_RELEASE.contains(path)) {
            return new Facts(List.of(), Distribution.parse(text));
        }
        if (APK_INSTALLED.contains(path)) {
            return Facts.of(Stanzas.of(text).stream()
                    .flatMap(stanza -> alpine(stanza).stream())
                    .toList());
        }
        if (isPython(path)) {
            // What follows the first empty line is a description.
            return Facts.of(Stanzas.of(text).stream()
                    .limit(1)
                    .flatMap(stanza -> python(stanza).stream())
                    .toList());
        }
        return Facts.of(Stanzas.of(text).stream()
                .flatMap(stanza -> debian(stanza).stream())
                .toList());
    }

    private static Optional<InstalledPackage> debian(Map<String, String> stanza) {
        // Of a package that was removed, dpkg still knows its configuration.
        String status = stanza.getOrDefault("Status", INSTALLED);
        if (!status.endsWith(" " + INSTALLED) && !status.equals(INSTALLED)) {
            return Optional.empty();
        }
        Matcher source = SOURCE.matcher(stanza.getOrDefault("Source", ""));
        return named(
                Kind.DEBIAN,
                stanza.get("Package"),
                stanza.get("Version"),
                stanza.getOrDefault("Architecture", ""),
                source.matches()
                        ? new Source(source.group("name"), Objects.requireNonNullElse(source.group("version"), ""))
                        : Source.SAME);
    }

    private static Optional<InstalledPackage> alpine(Map<String, String> stanza) {
        String name = stanza.get("P");
        String origin = stanza.getOrDefault("o", "");
        return named(
                Kind.ALPINE,
                name,
                stanza.get("V"),
                stanza.getOrDefault("A", ""),
                origin.equals(name) ? Source.SAME : new Source(origin, ""));
    }

    private static Optional<InstalledPackage> python(Map<String, String> stanza) {
        return named(Kind.PYTHON, stanza.get("Name"), stanza.get("Version"), "", Source.SAME);
    }

    private static Optional<InstalledPackage> named(
            Kind kind, @Nullable String name, @Nullable String version, String architecture, Source source) {
        return name == null || name.isEmpty() || version == null || version.isEmpty()
                ? Optional.empty()
                : Optional.of(new InstalledPackage(kind, name, version, architecture, source));
    }
}
