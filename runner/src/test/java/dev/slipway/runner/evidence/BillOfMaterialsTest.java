package dev.slipway.runner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.contents.PackageList;
import dev.slipway.runner.packages.Distribution;
import dev.slipway.runner.packages.InstalledPackage;
import dev.slipway.runner.packages.InstalledPackage.Kind;
import dev.slipway.runner.packages.InstalledPackage.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {
    private static final Source SAME = new Source("", "");
    private static final PackageList INSTALLED = new PackageList(
            List.of(
                    new InstalledPackage(
                            Kind.DEBIAN, "libstdc++6", "1:12.2.0-14", "amd64", new Source("gcc-12", "12.2.0-14")),
                    new InstalledPackage(Kind.ALPINE, "musl", "1.2.4-r2", "x86_64", SAME),
                    new InstalledPackage(Kind.PYTHON, "Flask_Cors", "4.0.0", "", SAME),
                    new InstalledPackage(Kind.PYTHON, "flask-cors", "4.0.0", "", SAME)),
            Optional.of(new Distribution("debian", "12")));
    private static final Materials MATERIALS = new Materials(
            new TreeSet<>(List.of("debian:bookworm")),
            new TreeSet<>(List.of(new Materials.Download("https://example.org/a/pg-17.tar.gz?x=1", "0".repeat(64)))),
            new TreeSet<>(List.of(new Materials.GitTree("https://example.org/citus.git", "v13"))));

    @Test
    void all_that_is_in_an_image_is_listed_by_its_package_url() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(write(INSTALLED));

        assertThat(texts(bill.path("components"), "bom-ref"))
                .containsExactly(
                        "debian-12",
                        "pkg:deb/debian/libstdc%2B%2B6@1%3A12.2.0-14?arch=amd64&distro=debian-12&upstream=gcc-12%4012.2.0-14",
                        "pkg:apk/debian/musl@1.2.4-r2?arch=x86_64&distro=debian-12",
                        "pkg:pypi/flask-cors@4.0.0",
                        "pkg:generic/pg-17.tar.gz?checksum=sha256%3A" + "0".repeat(64)
                                + "&download_url=https%3A%2F%2Fexample.org%2Fa%2Fpg-17.tar.gz%3Fx%3D1",
                        "pkg:generic/citus@v13?vcs_url=git%2Bhttps%3A%2F%2Fexample.org%2Fcitus.git%40v13");
        assertThat(texts(bill.path("components"), "type"))
                .containsExactly("operating-system", "library", "library", "library", "file", "library");
        assertThat(bill.path("metadata").path("component").path("purl").asText())
                .isEqualTo("pkg:oci/app@" + Evidences.DIGEST.replace(":", "%3A")
                        + "?arch=amd64&repository_url=registry.example%2Fcitus%2Fapp");
        assertThat(bill.path("metadata").path("timestamp").asText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(bill.path("metadata").path("tools").path("components").toString())
                .isEqualTo("[{\"type\":\"application\",\"name\":\"slipway\",\"version\":\"1.2.3\"}]");
    }

    @Test
    void it_is_a_bill_by_the_schema_of_cyclonedx() throws IOException {
        PackageList nothing = new PackageList(List.of(), Optional.empty());

        for (PackageList installed : List.of(INSTALLED, nothing)) {
            assertThat(new JsonParser().validate(write(installed), Version.VERSION_16))
                    .isEmpty();
        }
        assertThat(new JsonParser().validate("{\"bomFormat\": 1}".getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isNotEmpty();
    }

    @Test
    void the_same_image_has_the_same_bytes() {
        assertThat(write(INSTALLED)).isEqualTo(write(INSTALLED));
    }

    private static byte[] write(PackageList installed) {
        return BillOfMaterials.of(Evidences.APP, Evidences.image(), installed, MATERIALS, Evidences.facts());
    }

    private static List<String> texts(JsonNode array, String name) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(name).asText()));
        return texts;
    }
}
