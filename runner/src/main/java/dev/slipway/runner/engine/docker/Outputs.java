package dev.slipway.runner.engine.docker;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.registry.ImageReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What may become of a target, in BuildKit's words.
 *
 * @param insecure registries that may speak plain HTTP
 * @param annotations of manifests
 */
record Outputs(Compression compression, Set<String> insecure, SortedMap<String, String> annotations) {
    /** It stays in the builder. */
    static final String NONE = "type=cacheonly";

    Outputs {
        insecure = Set.copyOf(insecure);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** It is pushed, without a tag. */
    String pushed(ImageReference name) {
        return "type=image,push=true,push-by-digest=true,name=" + name.registry() + "/" + name.repository() + format()
                + (insecure.contains(name.registry()) ? ",registry.insecure=true" : "");
    }

    /** It is written to a folder, as an OCI image layout. */
    String layout(Path folder) {
        return "type=oci,tar=false,dest=" + folder + format();
    }

    /** The daemon that the builder is part of gets it. */
    static String daemon(String name) {
        return "type=docker,name=" + name;
    }

    private String format() {
        return ",oci-mediatypes=true,rewrite-timestamp=true,compression=" + compression.format() + ",compression-level="
                + compression.level()
                + annotations.entrySet().stream().map(Outputs::annotation).collect(Collectors.joining());
    }

    /** A field of CSV, as anything may stand in it. */
    private static String annotation(Map.Entry<String, String> note) {
        return ",\"annotation." + note.getKey() + "=" + note.getValue().replace("\"", "\"\"") + "\"";
    }
}
