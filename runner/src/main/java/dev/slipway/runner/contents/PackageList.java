package dev.slipway.runner.contents;

import dev.slipway.runner.layer.LayerListing;
import dev.slipway.runner.packages.Distribution;
import dev.slipway.runner.packages.Facts;
import dev.slipway.runner.packages.InstalledPackage;
import dev.slipway.runner.packages.PackageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What is installed in an image.
 *
 * @param packages in order, each once
 */
public record PackageList(List<InstalledPackage> packages, Optional<Distribution> distribution) {
    /** Of larger ones only this much is read; dpkg's status of a whole desktop has a tenth of it. */
    private static final int LARGEST_FILE = 64 << 20;

    public PackageList {
        packages = List.copyOf(packages);
    }

    /** Knows of a file what it says of what is installed. */
    static Facts facts(LayerListing.Entry entry, InputStream content) throws IOException {
        return entry.kind() == LayerListing.Kind.FILE && PackageFiles.isOne(entry.path())
                ? PackageFiles.read(entry.path(), new String(content.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8))
                : Facts.NONE;
    }

    /** @param files of an image, with what each says */
    static PackageList of(SortedMap<String, Facts> files) {
        TreeSet<InstalledPackage> packages = new TreeSet<>();
        List<Distribution> distributions = new ArrayList<>();
        for (Map.Entry<String, Facts> file : files.entrySet()) {
            if (PackageFiles.counts(file.getKey())) {
                packages.addAll(file.getValue().packages());
                file.getValue().distribution().ifPresent(distributions::add);
            }
        }
        return new PackageList(List.copyOf(packages), distributions.stream().findFirst());
    }
}
