package dev.slipway.runner.evidence;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import dev.slipway.runner.packages.Distribution;
import dev.slipway.runner.packages.InstalledPackage;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.RemoteImage;
import java.util.Optional;

/** What packages and sources are called all over the world: package URLs. */
final class PackageUrls {
    private PackageUrls() {}

    /** @param distribution that the package is of, unless it is one of Python's */
    static PackageURL of(InstalledPackage installed, Optional<Distribution> distribution) {
        PackageURLBuilder builder = PackageURLBuilder.aPackageURL().withVersion(installed.version());
        return switch (installed.kind()) {
            case DEBIAN ->
                build(ofDistribution(
                        builder.withType("deb").withName(installed.name()), installed, distribution, "debian"));
            case ALPINE ->
                build(ofDistribution(
                        builder.withType("apk").withName(installed.name()), installed, distribution, "alpine"));
            case PYTHON ->
                // As its index does, which knows no difference between the characters.
                build(builder.withType("pypi").withName(installed.name().replaceAll("[-_.]+", "-")));
        };
    }

    private static PackageURLBuilder ofDistribution(
            PackageURLBuilder builder, InstalledPackage installed, Optional<Distribution> distribution, String usual) {
        builder.withNamespace(distribution.map(Distribution::id).orElse(usual));
        distribution
                .filter(known -> !known.version().isEmpty())
                .ifPresent(known -> builder.withQualifier("distro", known.id() + "-" + known.version()));
        if (!installed.architecture().isEmpty()) {
            builder.withQualifier("arch", installed.architecture());
        }
        InstalledPackage.Source source = installed.source();
        if (!source.name().isEmpty()) {
            builder.withQualifier(
                    "upstream", source.name() + (source.version().isEmpty() ? "" : "@" + source.version()));
        }
        return builder;
    }

    static PackageURL of(Materials.Download download) {
        return build(PackageURLBuilder.aPackageURL()
                .withType("generic")
                .withName(download.name())
                .withQualifier("download_url", download.url())
                .withQualifier("checksum", "sha256:" + download.sha256()));
    }

    static PackageURL of(Materials.GitTree tree) {
        return build(PackageURLBuilder.aPackageURL()
                .withType("generic")
                .withName(tree.name())
                .withVersion(tree.ref())
                .withQualifier("vcs_url", "git+" + tree.url() + "@" + tree.ref()));
    }

    static PackageURL of(ImageReference repository, RemoteImage.OnePlatform image) {
        String path = repository.repository();
        return build(PackageURLBuilder.aPackageURL()
                .withType("oci")
                .withName(path.substring(path.lastIndexOf('/') + 1))
                .withVersion(image.digest())
                .withQualifier("repository_url", repository.registry() + "/" + path)
                .withQualifier("arch", image.platform().architecture()));
    }

    private static PackageURL build(PackageURLBuilder builder) {
        try {
            return builder.build();
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("no package URL can be made of it: " + e.getMessage(), e);
        }
    }
}
