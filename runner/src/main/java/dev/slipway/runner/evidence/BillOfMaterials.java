package dev.slipway.runner.evidence;

import com.github.packageurl.PackageURL;
import dev.slipway.runner.contents.PackageList;
import dev.slipway.runner.packages.Distribution;
import dev.slipway.runner.packages.InstalledPackage;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.RemoteImage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;

/** Lists what is in an image, in the words of CycloneDX: its distribution, packages, and sources that definitions name. */
final class BillOfMaterials {
    private static final Version FORMAT = Version.VERSION_16;

    private final Map<String, Component> components = new LinkedHashMap<>();

    private BillOfMaterials() {}

    /** The same image always has the same bytes. */
    static byte[] of(
            ImageReference repository,
            RemoteImage.OnePlatform image,
            PackageList installed,
            Materials materials,
            BuildFacts facts) {
        BillOfMaterials bill = new BillOfMaterials();
        installed.distribution().ifPresent(bill::add);
        installed.packages().forEach(each -> bill.add(each, PackageUrls.of(each, installed.distribution())));
        materials.downloads().forEach(bill::add);
        materials.gitTrees().forEach(bill::add);
        Bom bom = new Bom();
        bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(image.digest().getBytes(StandardCharsets.UTF_8)));
        bom.setMetadata(metadata(repository, image, facts));
        bom.setComponents(List.copyOf(bill.components.values()));
        return write(bom);
    }

    private static byte[] write(Bom bom) {
        try {
            return BomGeneratorFactory.createJson(FORMAT, bom).toJsonString().getBytes(StandardCharsets.UTF_8);
        } catch (GeneratorException e) {
            throw new IllegalStateException("a bill of plain values cannot be written", e);
        }
    }

    private static Metadata metadata(ImageReference repository, RemoteImage.OnePlatform image, BuildFacts facts) {
        Component runner = component(Component.Type.APPLICATION, "slipway", facts.version());
        ToolInformation tools = new ToolInformation();
        tools.setComponents(List.of(runner));
        Component container = component(
                Component.Type.CONTAINER, repository.registry() + "/" + repository.repository(), image.digest());
        named(container, PackageUrls.of(repository, image));
        Metadata metadata = new Metadata();
        metadata.setTimestamp(Date.from(facts.sourceDate()));
        metadata.setToolChoice(tools);
        metadata.setComponent(container);
        return metadata;
    }

    private void add(Distribution distribution) {
        Component component = component(Component.Type.OPERATING_SYSTEM, distribution.id(), distribution.version());
        component.setBomRef(distribution.id() + "-" + distribution.version());
        components.put(component.getBomRef(), component);
    }

    private void add(InstalledPackage installed, PackageURL url) {
        add(named(component(Component.Type.LIBRARY, installed.name(), installed.version()), url));
    }

    private void add(Materials.Download download) {
        Component component = component(Component.Type.FILE, download.name(), "");
        component.setHashes(List.of(new Hash(Hash.Algorithm.SHA_256, download.sha256())));
        component.setExternalReferences(List.of(reference(ExternalReference.Type.DISTRIBUTION, download.url())));
        add(named(component, PackageUrls.of(download)));
    }

    private void add(Materials.GitTree tree) {
        Component component = component(Component.Type.LIBRARY, tree.name(), tree.ref());
        component.setExternalReferences(List.of(reference(ExternalReference.Type.VCS, tree.url())));
        add(named(component, PackageUrls.of(tree)));
    }

    /** What has the same URL is the same, however its name is spelt. */
    private void add(Component component) {
        components.putIfAbsent(component.getBomRef(), component);
    }

    private static Component component(Component.Type type, String name, String version) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        if (!version.isEmpty()) {
            component.setVersion(version);
        }
        return component;
    }

    private static Component named(Component component, PackageURL url) {
        component.setPurl(url);
        component.setBomRef(url.canonicalize());
        return component;
    }

    private static ExternalReference reference(ExternalReference.Type type, String url) {
        ExternalReference reference = new ExternalReference();
        reference.setType(type);
        reference.setUrl(url);
        return reference;
    }
}
