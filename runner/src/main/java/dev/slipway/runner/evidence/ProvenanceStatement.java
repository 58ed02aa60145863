package dev.slipway.runner.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes down how an image came about, as in-toto's statement 1 and SLSA's provenance 1 have it. */
final class ProvenanceStatement {
    static final String TYPE = "application/vnd.in-toto+json";
    static final String PREDICATE = "https://slsa.dev/provenance/v1";

    /** Names of dependencies. */
    static final String DEFINITIONS = "definitions";

    static final String BASE = "base";

    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    /** What the parameters mean; see the package's {@code DESIGN.md}. */
    private static final String BUILD = "https://slipway.dev/image-build/v1";

    private static final String BUILDER = "https://slipway.dev/runner";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Provenance provenance;

    private ProvenanceStatement(Provenance provenance) {
        this.provenance = provenance;
    }

    /** The same provenance always has the same bytes. */
    static byte[] of(Provenance provenance) {
        return new ProvenanceStatement(provenance).statement().toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode statement() {
        ObjectNode root = JSON.createObjectNode().put("_type", STATEMENT);
        ObjectNode subject = root.putArray("subject").addObject().put("name", provenance.repository());
        subject.putObject("digest").put("sha256", hexadecimal(provenance.digest()));
        root.put("predicateType", PREDICATE);
        ObjectNode predicate = root.putObject("predicate");
        ObjectNode definition = predicate.putObject("buildDefinition").put("buildType", BUILD);
        addExternal(definition.putObject("externalParameters"));
        addInternal(definition.putObject("internalParameters"));
        addDependencies(definition.putArray("resolvedDependencies"));
        ObjectNode builder =
                predicate.putObject("runDetails").putObject("builder").put("id", BUILDER);
        builder.putObject("version").put("slipway", provenance.facts().version());
        return root;
    }

    /** What whoever started the build could choose. */
    private void addExternal(ObjectNode parameters) {
        parameters.put("image", provenance.node().image());
        ObjectNode variant = parameters.putObject("variant");
        provenance.node().variant().forEach(variant::put);
        if (!provenance.facts().profile().isEmpty()) {
            parameters.put("profile", provenance.facts().profile());
        }
        parameters.put("platform", provenance.platform());
        parameters.put("sourceDate", provenance.facts().sourceDate().toString());
    }

    private void addInternal(ObjectNode parameters) {
        parameters.put("engine", provenance.facts().engine());
        parameters.put("definition", provenance.node().digest());
        provenance.fingerprint().ifPresent(fingerprint -> parameters.put("fingerprint", fingerprint));
        provenance.lock().ifPresent(lock -> parameters.put("lock", lock));
    }

    private void addDependencies(ArrayNode dependencies) {
        for (Definition definition : provenance.definitions()) {
            ObjectNode node = dependencies.addObject().put("name", DEFINITIONS);
            definition.repository().ifPresent(url -> node.put("uri", "git+" + url + "@" + definition.commit()));
            node.putObject("digest").put("gitCommit", definition.commit());
            if (!definition.isCommitted()) {
                node.putObject("annotations").put("uncommittedChanges", true);
            }
        }
        // Images of other builds are named by the nodes, and not as external ones.
        SortedSet<String> bases = new TreeSet<>(provenance.materials().bases());
        bases.addAll(provenance.bases().keySet());
        for (String base : bases) {
            ObjectNode node = dependencies.addObject().put("name", BASE).put("uri", "docker://" + base);
            String digest = provenance.bases().get(base);
            if (digest != null) {
                node.putObject("digest").put("sha256", hexadecimal(digest));
            }
        }
        for (Materials.Download download : provenance.materials().downloads()) {
            ObjectNode node =
                    dependencies.addObject().put("name", download.name()).put("uri", download.url());
            node.putObject("digest").put("sha256", download.sha256());
        }
        for (Materials.GitTree tree : provenance.materials().gitTrees()) {
            ObjectNode node = dependencies
                    .addObject()
                    .put("name", tree.name())
                    .put("uri", "git+" + tree.url() + "@" + tree.ref());
            if (tree.isCommit()) {
                node.putObject("digest").put("gitCommit", tree.ref());
            }
        }
    }

    private static String hexadecimal(String digest) {
        return digest.substring(digest.indexOf(':') + 1);
    }
}
