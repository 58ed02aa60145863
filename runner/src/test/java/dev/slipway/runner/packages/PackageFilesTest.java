package dev.slipway.runner.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.packages.InstalledPackage.Kind;
import dev.slipway.runner.packages.InstalledPackage.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackageFilesTest {
    @Test
    void dpkg_tells_what_is_installed_and_not_what_was() {
        Facts facts = PackageFiles.read("var/lib/dpkg/status", """
                Package: libc6
                Status: install ok installed
                Priority: optional
                Architecture: amd64
                Multi-Arch: same
                Source: glibc
                Version: 2.36-9+deb12u10
                Description: GNU C Library: Shared libraries
                 Contains the standard libraries:
                 Version: of nothing
                Homepage: https://www.gnu.org/software/libc/libc.html

                Package: gone
                Status: deinstall ok config-files
                Architecture: amd64
                Version: 1.0

                Package: gcc-12-base
                Status: hold ok installed
                Architecture: amd64
                Source: gcc-12 (12.2.0-14+deb12u1)
                Version: 12.2.0-14+deb12u1

                Package: half
                Status: install ok half-installed
                Version: 3

                Package: nameless-version
                Status: install ok installed
                """);

        assertThat(facts.packages())
                .containsExactly(
                        new InstalledPackage(Kind.DEBIAN, "libc6", "2.36-9+deb12u10", "amd64", new Source("glibc", "")),
                        new InstalledPackage(
                                Kind.DEBIAN,
                                "gcc-12-base",
                                "12.2.0-14+deb12u1",
                                "amd64",
                                new Source("gcc-12", "12.2.0-14+deb12u1")));
        assertThat(facts.distribution()).isEmpty();
    }

    @Test
    void images_without_dpkg_have_a_file_a_package() {
        assertThat(PackageFiles.isOne("var/lib/dpkg/status.d/tzdata")).isTrue();
        assertThat(PackageFiles.isOne("var/lib/dpkg/status.d/tzdata.md5sums")).isFalse();
        assertThat(PackageFiles.read("var/lib/dpkg/status.d/tzdata", """
                                Package: tzdata
                                Version: 2024a-0+deb12u1
                                Architecture: all
                                """).packages())
                .containsExactly(new InstalledPackage(Kind.DEBIAN, "tzdata", "2024a-0+deb12u1", "all", Source.SAME));
    }

    @Test
    void apk_tells_what_is_installed() {
        Facts facts = PackageFiles.read("lib/apk/db/installed", """
                C:Q1abc=
                P:musl-utils
                V:1.2.4-r2
                A:x86_64
                T:the musl c library
                o:musl
                F:sbin
                R:ldconfig

                P:busybox
                V:1.36.1-r5
                A:x86_64
                o:busybox
                """);

        assertThat(facts.packages())
                .containsExactly(
                        new InstalledPackage(Kind.ALPINE, "musl-utils", "1.2.4-r2", "x86_64", new Source("musl", "")),
                        new InstalledPackage(Kind.ALPINE, "busybox", "1.36.1-r5", "x86_64", Source.SAME));
        assertThat(PackageFiles.isOne("usr/lib/apk/db/installed")).isTrue();
    }

    @Test
    void python_libraries_tell_for_themselves() {
        String metadata = """
                Metadata-Version: 2.1
                Name: Flask_Cors
                Version: 4.0.0
                Summary: one

                Name: not this one
                Version: 1
                """;
        List<String> paths = List.of(
                "usr/local/lib/python3.12/site-packages/Flask_Cors-4.0.0.dist-info/METADATA",
                "usr/lib/python3/dist-packages/Flask_Cors-4.0.0.egg-info/PKG-INFO",
                "usr/lib/python3/dist-packages/Flask_Cors-4.0.0.egg-info");

        assertThat(paths)
                .allMatch(PackageFiles::isOne)
                .allMatch(PackageFiles::counts)
                .allSatisfy(path -> assertThat(PackageFiles.read(path, metadata).packages())
                        .containsExactly(new InstalledPackage(Kind.PYTHON, "Flask_Cors", "4.0.0", "", Source.SAME)));
        assertThat(PackageFiles.counts("root/.cache/uv/archive-v0/x/flask-3.dist-info/METADATA"))
                .isFalse();
    }

    @Test
    void an_image_says_what_distribution_it_is_of() {
        assertThat(PackageFiles.read("usr/lib/os-release", """
                                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                                NAME="Debian GNU/Linux"
                                VERSION_ID="12"
                                ID=debian
                                """).distribution())
                .contains(new Distribution("debian", "12"));
        assertThat(PackageFiles.read("etc/os-release", "ID='debian'\n").distribution())
                .contains(new Distribution("debian", ""));
        assertThat(PackageFiles.read("etc/os-release", "NAME=x\n")).isEqualTo(new Facts(List.of(), Optional.empty()));
    }

    @Test
    void other_files_say_nothing_and_neither_does_nonsense() {
        assertThat(List.of("var/lib/dpkg/status-old", "status", "usr/lib/x/METADATA", "a.dist-info/RECORD"))
                .noneMatch(PackageFiles::isOne);
        assertThat(PackageFiles.read("var/lib/dpkg/status", "\u0000\u0001 : :\n\n:x\nPackage:\n")
                        .packages())
                .isEmpty();
        assertThat(PackageFiles.read("a.dist-info/METADATA", "")).isEqualTo(Facts.NONE);
    }
}
