package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.FaultyProxy;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What bin/runner says where a registry does not take the second of two images, or loses it: all of it, with the exit
 * code, and what the registry has then.
 */
@Timeout(180)
class RefusedPushIT {
    private static final String RUNNER = Path.of("bin/runner").toAbsolutePath().toString();
    private static final String UPLOAD = "POST /v2/citus/right/blobs/uploads/";
    private static final String NO_ROOM = ". Raise its limit, or delete images there.";

    private TestFolder folder;
    private RegistryServer registry;
    private FaultyProxy proxy;
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        registry = RegistryServer.start(folder.path().resolve("registry"));
        proxy = new FaultyProxy(registry.port());
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        registry.close();
        folder.close();
    }

    @Test
    void a_project_of_harbor_is_full() throws Exception {
        String words = "adding 5.0 MiB of storage resource, which when updated to 12.0 MiB will exceed the configured"
                + " upper limit of 10.0 MiB.";
        proxy.refuse(UPLOAD, "403 Forbidden", error("DENIED", words));

        assertThat(push()).isEqualTo(3);
        assertThat(err).isEqualTo(failedBlob(" has no room for it (HTTP 403, DENIED " + words + ")" + NO_ROOM));
        assertNothingIsPublished();
    }

    @Test
    void a_layer_is_larger_than_a_proxy_lets_through() throws Exception {
        proxy.refuse(
                "PUT /v2/citus/right/blobs/uploads/",
                "413 Request Entity Too Large",
                "<html>\r\n<head><title>413 Request Entity Too Large</title></head></html>");

        assertThat(push()).isEqualTo(3);
        assertThat(err).isEqualTo(failedBlob(" has no room for it (HTTP 413)" + NO_ROOM));
        assertNothingIsPublished();
    }

    @Test
    void the_disk_of_a_registry_is_full() throws Exception {
        proxy.refuse(UPLOAD, "507 Insufficient Storage", "no space left on device");

        assertThat(push()).isEqualTo(3);
        assertThat(err).isEqualTo(failedBlob(" has no room for it (HTTP 507, no space left on device)" + NO_ROOM));
        assertNothingIsPublished();
    }

    @Test
    void a_repository_has_to_be_made_first() throws Exception {
        String words = "The repository with name 'citus/right' does not exist in the registry";
        proxy.refuse(UPLOAD, "404 Not Found", error("NAME_UNKNOWN", words));

        assertThat(push()).isEqualTo(3);
        assertThat(err)
                .isEqualTo(failedBlob(" takes no such name (HTTP 404, NAME_UNKNOWN " + words
                        + "). Create the repository there, or choose another with --repo."));
        assertNothingIsPublished();
    }

    @Test
    void a_registry_takes_no_such_manifest() throws Exception {
        proxy.refuse(
                "PUT /v2/citus/right/manifests/", "400 Bad Request", error("MANIFEST_INVALID", "manifest invalid"));

        assertThat(push()).isEqualTo(3);
        assertThat(err)
                .isEqualTo("\nfailed: Cannot push " + proxy.host() + "/citus/right@DIGEST: " + proxy.host()
                        + " refused (HTTP 400, MANIFEST_INVALID manifest invalid). Check that it is writable and accepts"
                        + " such images.\n");
        assertNothingIsPublished();
    }

    @Test
    void what_was_uploaded_is_gone_before_the_tag() throws Exception {
        proxy.before("PUT /v2/citus/right/manifests/1 ", () -> registry.forget("citus/right"));

        assertThat(push()).isEqualTo(3);
        assertThat(err)
                .isEqualTo(failed(" has lost what was uploaded for it (HTTP 400, MANIFEST_BLOB_UNKNOWN blob unknown to"
                        + " registry). Stop what deletes untagged images there, and push again."));
        assertThat(registry.imageTags("citus/right")).isEmpty();
        assertThePushCanBeRepeated();
    }

    @Test
    void a_tag_is_gone_when_it_is_looked_at() throws Exception {
        proxy.before("GET /v2/citus/right/manifests/1 ", () -> registry.forget("citus/right", "1"));

        assertThat(push()).isEqualTo(3);
        assertThat(err)
                .isEqualTo(failed(
                        " has nothing where DIGEST was pushed. Stop what deletes images there, and push again."));
        assertThat(registry.imageTags("citus/right")).isEmpty();
        assertThePushCanBeRepeated();
    }

    @Test
    void somebody_else_has_moved_a_tag() throws Exception {
        RegistryContent others = new RegistryContent(registry.host() + "/citus/right");
        proxy.before("GET /v2/citus/right/manifests/1 ", () -> others.image("1", "amd64"));

        assertThat(push()).isEqualTo(3);
        assertThat(err)
                .isEqualTo(
                        failed(" has DIGEST where DIGEST was pushed. Check whether something else pushes this tag."));
        assertThePushCanBeRepeated();
    }

    private void assertNothingIsPublished() throws IOException {
        assertThat(registry.imageTags("citus/left")).isEmpty();
        assertThat(registry.imageTags("citus/right")).isEmpty();
    }

    private void assertThePushCanBeRepeated() throws IOException, InterruptedException {
        assertThat(push()).as(err).isZero();
        assertThat(registry.imageTags("citus/left")).containsExactly("1");
        assertThat(registry.imageTags("citus/right")).containsExactly("1");
    }

    private String failed(String what) {
        return "\nfailed: Cannot push " + proxy.host() + "/citus/right:1: " + proxy.host() + what + "\n";
    }

    private String failedBlob(String what) {
        return "\nfailed: Cannot push blob DIGEST of " + proxy.host() + "/citus/right: " + proxy.host() + what + "\n";
    }

    private static String error(String code, String message) {
        return "{\"errors\": [{\"code\": \"%s\", \"message\": \"%s\"}]}".formatted(code, message);
    }

    private int push() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                RUNNER, "push", "left", "right", "--release", "--allow-dirty", "--repo", proxy.host() + "/citus"));
        line.addAll(List.of("--store", folder.path().resolve("store").toString()));
        Path errors = folder.path().resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment()
                .put("SLIPWAY_CATALOG_PATH", folder.path().resolve("catalog").toString());
        builder.environment().put("DOCKER_CONFIG", folder.path().resolve("none").toString());
        int code = builder.start().waitFor();
        err = Files.readString(errors, StandardCharsets.UTF_8).replaceAll("sha256:[0-9a-f]{64}", "DIGEST");
        return code;
    }
}
