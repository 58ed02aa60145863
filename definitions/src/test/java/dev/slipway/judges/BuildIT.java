package dev.slipway.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sample's generated files, built and pushed by buildx and BuildKit as they are. All is real; what does not come from
 * Debian's archive comes from loopback.
 */
@Tag("judges")
class BuildIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Deque<AutoCloseable> SERVERS = new ArrayDeque<>();
    private static Path folder;
    private static BuildKit buildkit;
    private static Command bake;
    private static Archive house;

    @BeforeAll
    static void bakeEverything() throws Exception {
        assumeTrue(Command.of("id", "--user").output().equals("0\n"), "BuildKit's daemon wants to be root");
        folder = Files.createTempDirectory("slipway-judges");
        buildkit = started(BuildKit.start(folder, Judges.make()));
        buildkit.connect();
        Supplies supplies = started(Supplies.start(folder));
        buildkit.publish("library/debian:bookworm", supplies.debian());
        bake = supplies.to(buildkit.bake(Sample.render(folder.resolve("sample"))))
                .with("DOCKER_REPO", buildkit.registry() + "/sample")
                .with("TAG_SUFFIX", "-test");
        bake.and("--push").output();
        house = unpacked("house-2-0-rc1");
    }

    @AfterAll
    static void stop() throws Exception {
        while (!SERVERS.isEmpty()) {
            SERVERS.pop().close();
        }
        // JUnit would delete it, too, and warn of each of an image's links.
        Command.of("rm", "-rf", folder).output();
    }

    private static <T extends AutoCloseable> T started(T server) {
        SERVERS.push(server);
        return server;
    }

    @Test
    @DisplayName("An image is configured as declared, whatever characters the words have")
    void configuration() throws Exception {
        assertThat(configuration("house:1.2-test")).isEqualTo(JSON.readTree("""
                {
                  "Env": [
                    "PATH=/srv/table/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                    "EDITION=1.2",
                    "PRICE=\\"$5\\" for 'nobody' \\\\ $HOME"
                  ],
                  "Shell": ["/bin/bash", "-o", "pipefail", "-c"],
                  "Labels": {
                    "org.opencontainers.image.description":
                        "A house with \\"quotes\\", $dollars and \\\\ backslashes in it.",
                    "sample.edition": "\\"1.2\\" for $5"
                  },
                  "ExposedPorts": {"8080/tcp": {}},
                  "Volumes": {"/srv/data": {}},
                  "Entrypoint": ["/bin/sh", "-c"],
                  "Cmd": ["cat $HOME/\\"was here\\""],
                  "ArgsEscaped": true,
                  "WorkingDir": "/srv/house",
                  "User": "guest"
                }
                """));
    }

    @Test
    @DisplayName("An image for all releases has the values of all of them")
    void allReleases() throws Exception {
        assertThat(configuration("cellar:1.2-2.0rc1-test").get("Cmd")).isEqualTo(JSON.readTree("""
                ["cat", "/srv/cellar/2"]
                """));
    }

    @Test
    @DisplayName("Files have their owners, modes and contents")
    void files() throws Exception {
        assertThat(house.below("srv/"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("srv/", "0755 0:0"),
                        Map.entry("srv/bottles", "0440 1500:1500"),
                        Map.entry("srv/debian_version", "0644 0:0"),
                        Map.entry("srv/greeting", "0644 0:0"),
                        Map.entry("srv/house/", "0755 1500:50"),
                        Map.entry("srv/house/table.txt", "0644 1500:50"),
                        Map.entry("srv/menu.txt", "0644 0:0"),
                        Map.entry("srv/red wine.txt", "0600 0:0"),
                        Map.entry("srv/table/", "0755 1500:50"),
                        Map.entry("srv/table/bill.txt", "0644 1500:50"),
                        Map.entry("srv/table/bin/", "0755 1500:50"),
                        Map.entry("srv/table/bin/greet", "0755 1500:50"),
                        Map.entry("srv/table/bin/hello", "0777 1500:50 -> greet"),
                        Map.entry("srv/table/house.txt", "0644 1500:50"),
                        Map.entry("srv/table/soup.txt", "0644 1500:50")));
        assertThat(house.content("srv/table/bill.txt"))
                .isEqualTo("2.0~rc1 costs \"$5\" for `nobody`, not $(ls) \\ $HOME\n");
        assertThat(house.content("srv/table/soup.txt")).isEqualTo("soup v2\na pinch\npepper\n");
        assertThat(house.content("srv/table/house.txt")).isEqualTo("table.txt\n");
        assertThat(house.content("srv/bottles")).isEqualTo("a bottle of 1\na bottle of 2\n");
        assertThat(house.content("srv/greeting")).isEqualTo("edition 2.0~rc1 of root\n");
    }

    @Test
    @DisplayName("An account has its number, its groups and a home, and runs commands there")
    void account() {
        assertThat(house.content("etc/passwd").lines()).contains("guest:x:1500:1500::/home/guest:/bin/bash");
        assertThat(house.content("etc/group").lines()).contains("staff:x:50:guest");
        assertThat(house.below("home/guest/")).containsEntry("home/guest/was here", "0644 1500:1500");
    }

    @Test
    @DisplayName("Packages, libraries and locales are there, from the archive that was asked for")
    void packages() throws Exception {
        assertThat(house.below("etc/apt/sources.list.d/"))
                .containsEntry("etc/apt/sources.list.d/contrib.sources", "0644 0:0");
        assertThat(house.content("etc/apt/sources.list.d/contrib.sources"))
                .isEqualTo("""
                Types: deb
                URIs: %s
                Suites: bookworm
                Components: contrib
                Signed-By: /usr/share/keyrings/contrib.gpg
                """.formatted(bake.environment().get("DEBIAN")));
        assertThat(house.files())
                .containsKeys(
                        "usr/share/doc/crafty-bitmaps/copyright",
                        "usr/local/lib/python3.11/dist-packages/greeting.py",
                        "usr/lib/python3/dist-packages/idna/",
                        "usr/lib/python3/dist-packages/toml/",
                        "usr/lib/locale/locale-archive");
        assertThat(unpacked("house-1-2").files())
                .containsKey("usr/lib/python3/dist-packages/idna/")
                .doesNotContainKey("usr/lib/python3/dist-packages/toml/");
    }

    @Test
    @DisplayName("What steps had mounted is not in the image")
    void mounts() {
        assertThat(house.content("srv/menu.txt")).isEqualTo("red\n");
        assertThat(house.files().keySet())
                .noneMatch(path -> path.matches("run/slipway.*|root/\\.cache.*|.*\\.deb|var/lib/apt/lists/.*Release"));
    }

    private static Archive unpacked(String target) throws Exception {
        Path tar = folder.resolve(target + ".tar");
        bake.and(target, "--set", target + ".output=type=tar,dest=" + tar).output();
        return Archive.read(tar);
    }

    private static JsonNode configuration(String image) throws Exception {
        String printed = Command.of("skopeo", "inspect", "--tls-verify=false", "--config", "--raw")
                .and("docker://" + buildkit.registry() + "/sample/" + image)
                .output();
        return JSON.readTree(printed).get("config");
    }
}
