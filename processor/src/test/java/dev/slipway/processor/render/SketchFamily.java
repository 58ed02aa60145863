package dev.slipway.processor.render;

import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.Release;
import dev.slipway.model.SecretMount;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A family in the shape of the first catalogue, with every kind of step in it. */
final class SketchFamily {
    private static final String PACKAGE = "dev.slipway.definitions.";
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "keys/pgdg.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
            "install-postgres.sh", "#!/bin/sh\nset -eu\necho \"installing ${PG_VERSIONS}\"\n",
            "build-citus.sh", "#!/bin/sh\nset -eu\nmkdir -p /build/out\n",
            "python/requirements.txt", "psycopg==3.2.1 --hash=sha256:00\n",
            "patches/16.13/one.patch", "--- a\n+++ b\n",
            "patches/17.9/one.patch", "--- a\n+++ b\n",
            "patches/18.3/one.patch", "--- a\n+++ b\n",
            "licence.txt", "Apache-2.0\n"));

    private SketchFamily() {}

    static byte[] read(String path) {
        return FILES.get(path).getBytes(StandardCharsets.UTF_8);
    }

    static Family family() {
        return new Family(
                "citus",
                List.of(
                        new NamedSource("pgdg", "https://apt.example.org/pgdg", origin("package-info", "Source")),
                        new NamedSource("pypi", "", origin("package-info", "Source")),
                        new NamedSource("citus", "https://git.example.org/citus.git", origin("package-info", "Source")),
                        new NamedSource("tools", "https://tools.example.org", origin("package-info", "Source"))),
                List.of(postgres(), rust()),
                List.of(
                        compilerBase(),
                        compilerPostgres(),
                        extBuilder(),
                        extTester(),
                        pythonBase(),
                        pythonPostgres(),
                        failTester(),
                        pgUpgradeTester(),
                        styleChecker()),
                FILES.keySet().stream().map(SketchFamily::file).toList());
    }

    private static Axis postgres() {
        return new Axis(
                "pg",
                List.of(
                        new Release("16.13", Map.of("citus", List.of("v11.3.0", "v12.1.12"))),
                        new Release("17.9", Map.of("citus", List.of("v13.2.2"))),
                        new Release("18.3~beta1", Map.of("citus", List.of("v14.0.1")))),
                origin("Postgres", ""));
    }

    private static Axis rust() {
        return new Axis("rust", List.of(new Release("1.90", Map.of())), origin("Rust", ""));
    }

    private static ImageDefinition compilerBase() {
        return image(
                "compilerbase",
                "CompilerBase",
                "latest",
                "Debian with everything that building and testing a C extension needs.",
                false,
                List.of(),
                new Base.External(Text.parse("buildpack-deps:bookworm")),
                List.of(
                        account("CompilerBase", "circleci"),
                        apt("CompilerBase", "", "bison", "flex", "gdb", "locales"),
                        new Step.Locales(
                                List.of("en_US.UTF-8 UTF-8", "de_DE.UTF-8 UTF-8"),
                                List.of(origin("TestLocales", "Locales")))));
    }

    private static ImageDefinition compilerPostgres() {
        return image(
                "compilerpostgres",
                "CompilerPostgres",
                "{pg}",
                "One PostgreSQL release on it: installed once, shared by every image of that release.",
                false,
                List.of("pg"),
                new Base.OfImage("compilerbase"),
                postgresSteps("{pg}"));
    }

    private static List<Step> postgresSteps(String versions) {
        return List.of(
                new Step.AptRepository(
                        "pgdg",
                        Text.parse("{pgdg}"),
                        List.of(Text.parse("bookworm-pgdg")),
                        List.of(Text.parse("main"), Text.parse(versions.replace("}", ".major}"))),
                        "keys/pgdg.asc",
                        List.of(origin("PgdgPostgres", "AptRepository"))),
                new Step.Env("PG_VERSIONS", Text.parse(versions), List.of(origin("PgdgPostgres", "Env"))),
                new Step.Run(
                        new Program.ScriptFile("install-postgres.sh"),
                        new TreeMap<>(Map.of(
                                "PG_MAJORS", Text.parse(versions.replace("}", ".major}")),
                                "GREETING", Text.literal("say \"hi\" to `$USER` for $5, not $(ls) \\ \\$HOME"))),
                        Network.DEFAULT,
                        List.of(new CacheMount("/var/cache/apt", CacheMount.Sharing.LOCKED)),
                        List.of(),
                        List.of(),
                        "",
                        List.of(origin("PgdgPostgres", "Run"))),
                new Step.Env(
                        "PATH", Text.parse("/usr/lib/postgresql/bin:$PATH"), List.of(origin("PostgresOnPath", "Env"))));
    }

    private static ImageDefinition extBuilder() {
        return image(
                "extbuilder",
                "ExtBuilder",
                "{pg}",
                "Builds Citus against exactly one PostgreSQL release.",
                true,
                List.of("pg"),
                new Base.OfImage("compilerpostgres"),
                List.of(
                        new Step.Label(
                                "org.opencontainers.image.version",
                                Text.parse("{pg}"),
                                List.of(origin("ExtBuilder", "Label"))),
                        new Step.Workdir(Text.parse("/home/circleci"), List.of(origin("ExtBuilder", "Workdir"))),
                        new Step.User(Text.parse("circleci"), List.of(origin("ExtBuilder", "RunAs")))),
                List.of(),
                List.of(new Check(
                        Text.parse("pg_config --version"),
                        Text.parse("PostgreSQL {pg.plain}"),
                        origin("ExtBuilder", "Check"))));
    }

    private static ImageDefinition extTester() {
        StageDefinition build = new StageDefinition(
                "build",
                new Base.OfImage("compilerpostgres"),
                List.of(
                        apt("OldCitusBinaries.Build", "", "git", "libkrb5-dev"),
                        new Step.GitSource(
                                Text.parse("{citus}"),
                                Text.parse("{pg.citus.last}"),
                                Text.parse("/build/citus"),
                                List.of(origin("OldCitusBinaries.Build", "GitSource"))),
                        new Step.Run(
                                new Program.ScriptFile("build-citus.sh"),
                                new TreeMap<>(Map.of("VERSIONS", Text.parse("{pg.citus}"))),
                                Network.NONE,
                                List.of(),
                                List.of(new SecretMount("token", "/run/secrets/token")),
                                List.of(new TmpfsMount(Text.parse("/build/objects/{pg.major}"), 64 << 20)),
                                List.of(
                                        new BindMount.Image(
                                                new Base.External(Text.parse("citusdata/tools:{pg.major}")),
                                                Text.parse("/opt/{pg.major}/bin"),
                                                Text.literal("/opt/tools"),
                                                false),
                                        new BindMount.Context("keys", Text.literal("/build/keys"), true)),
                                List.of("patches"),
                                "",
                                Patience.USUAL,
                                List.of(origin("OldCitusBinaries.Build", "Run")))),
                origin("OldCitusBinaries.Build", ""));
        return image(
                "exttester",
                "ExtTester",
                "{pg}",
                "Runs Citus' regression and isolation tests.",
                true,
                List.of("pg"),
                new Base.OfImage("compilerpostgres"),
                List.of(
                        apt("ExtTester", "", "libdbi-perl", "postgresql-{pg.major}-wal2json"),
                        apt("ExtTester", "bookworm", "libdbd-pg-perl"),
                        new Step.FilesFrom(
                                new Base.OfStage("build"),
                                Text.parse("/build/out/"),
                                Text.parse("/opt/citus-versions/"),
                                "",
                                "",
                                List.of(origin("OldCitusBinaries", "CopyFrom"))),
                        new Step.FilesFrom(
                                new Base.External(Text.parse("rust:{rust.all.last}-slim")),
                                Text.parse("/usr/local/cargo"),
                                Text.parse("/usr/local/cargo"),
                                "circleci",
                                "",
                                List.of(origin("RustToolchain", "CopyFrom"))),
                        inline(
                                "ExtTester",
                                "if [ -d /opt/citus-versions ]; then\n    echo \"for {pg}: {pg.citus}\" > /etc/motd\nfi",
                                "circleci"),
                        new Step.Workdir(Text.parse("/home/circleci"), List.of(origin("ExtTester", "Workdir")))),
                List.of(build),
                List.of());
    }

    private static ImageDefinition pythonBase() {
        return image(
                "pythonbase",
                "PythonBase",
                "latest",
                "Python, the toolchain and the test libraries; no PostgreSQL yet, so every release shares it.",
                false,
                List.of(),
                new Base.External(Text.parse("python:3.12-slim-bookworm")),
                List.of(
                        account("PythonBase", "circleci"),
                        apt("PythonBase", "", "gdb", "git"),
                        new Step.PythonLibs(
                                List.of(),
                                "python/requirements.txt",
                                Text.parse("{pypi}"),
                                false,
                                List.of(origin("PythonBase", "PythonLibs")))));
    }

    private static ImageDefinition pythonPostgres() {
        return image(
                "pythonpostgres",
                "PythonPostgres",
                "{pg}",
                "One PostgreSQL release on Python.",
                false,
                List.of("pg"),
                new Base.OfImage("pythonbase"),
                postgresSteps("{pg}"));
    }

    private static ImageDefinition failTester() {
        return image(
                "failtester",
                "FailTester",
                "{pg}",
                "Cuts connections on purpose.",
                true,
                List.of("pg"),
                new Base.OfImage("pythonpostgres"),
                List.of(
                        inline("FailTester", "ln -s /usr/local/bin/mitmdump /usr/bin/mitmdump", ""),
                        new Step.Expose("5432/tcp", List.of(origin("FailTester", "Expose"))),
                        new Step.Volume(Text.parse("/var/lib/data"), List.of(origin("FailTester", "Volume"))),
                        new Step.Entrypoint(
                                List.of(Text.parse("/bin/sh"), Text.parse("-c")),
                                List.of(origin("FailTester", "Entrypoint"))),
                        new Step.Command(
                                List.of(Text.parse("echo \"{pg.all}\"")), List.of(origin("FailTester", "Command")))),
                List.of(),
                List.of(new Check(Text.parse("mitmdump --version"), Text.empty(), origin("FailTester", "Check"))));
    }

    private static ImageDefinition pgUpgradeTester() {
        return new ImageDefinition(
                "pgupgradetester",
                Text.parse("{pg.all}"),
                "Upgrades between all majors, side by side in one image.",
                true,
                List.of(),
                List.of("pg"),
                List.of(),
                List.of(),
                new StageDefinition(
                        "pgupgradetester",
                        new Base.OfImage("pythonbase"),
                        Stream.concat(
                                        postgresSteps("{pg.all}").stream(),
                                        Stream.of(apt("PgUpgradeTester", "", "postgresql-{pg.all.major}-cron")))
                                .toList(),
                        origin("PgUpgradeTester", "")),
                List.of(),
                origin("PgUpgradeTester", ""));
    }

    private static ImageDefinition styleChecker() {
        StageDefinition uncrustify = new StageDefinition(
                "uncrustify",
                new Base.External(Text.parse("alpine:3.22")),
                List.of(
                        new Step.ApkPackages(
                                List.of(Text.parse("cmake"), Text.parse("g++")),
                                List.of(origin("StyleChecker.Uncrustify", "ApkPackages"))),
                        new Step.Download(
                                Text.parse("{tools}/uncrustify-0.82.0.tar.gz"),
                                Text.literal("e05f8d5ee36aaa1acfa032fe97546b7be46b1f4620e7c38037f8a42e25fe676f"),
                                Text.parse("/build/uncrustify.tar.gz"),
                                "",
                                "0644",
                                List.of(origin("StyleChecker.Uncrustify", "Download"))),
                        inline("StyleChecker.Uncrustify", "cat <<EOF > /build/notes\n$PATH {{literal}\nEOF", "")),
                origin("StyleChecker.Uncrustify", ""));
        return image(
                "stylechecker",
                "StyleChecker",
                "0.8.33",
                "Checks the style of C and Python.\nIts tools are built in stages of their own.",
                true,
                List.of(),
                new Base.External(Text.parse("alpine:3.22")),
                List.of(
                        new Step.Shell(
                                List.of("/bin/sh", "-eo", "pipefail", "-c"), List.of(origin("StyleChecker", "Shell"))),
                        new Step.ApkPackages(
                                List.of(Text.parse("bash"), Text.parse("git")),
                                List.of(origin("StyleChecker", "ApkPackages"), origin("Alpine", "ApkPackages"))),
                        new Step.PythonLibs(
                                List.of(Text.parse("black==24.3.0")),
                                "",
                                Text.empty(),
                                true,
                                List.of(origin("StyleChecker", "PythonLibs"))),
                        new Step.FilesFrom(
                                new Base.OfStage("uncrustify"),
                                Text.parse("/usr/local/bin/uncrustify"),
                                Text.parse("/usr/local/bin/"),
                                "",
                                "0755",
                                List.of(origin("StyleChecker", "CopyFrom"))),
                        new Step.Files(
                                "licence.txt",
                                Text.parse("/usr/share/my licence.txt"),
                                "nobody:nogroup",
                                "",
                                List.of(origin("StyleChecker", "Files")))),
                List.of(uncrustify),
                List.of());
    }

    private static ImageDefinition image(
            String name,
            String type,
            String tag,
            String description,
            boolean published,
            List<String> forEach,
            Base base,
            List<Step> steps) {
        return image(name, type, tag, description, published, forEach, base, steps, List.of(), List.of());
    }

    private static ImageDefinition image(
            String name,
            String type,
            String tag,
            String description,
            boolean published,
            List<String> forEach,
            Base base,
            List<Step> steps,
            List<StageDefinition> builders,
            List<Check> checks) {
        return new ImageDefinition(
                name,
                Text.parse(tag),
                description,
                published,
                forEach,
                List.of(),
                List.of(),
                builders,
                new StageDefinition(name, base, steps, origin(type, "")),
                checks,
                origin(type, ""));
    }

    private static Step account(String type, String name) {
        return new Step.Account(
                name, 1500, "/home/" + name, "/bin/bash", List.of("sudo"), List.of(origin(type, "TestUser")));
    }

    private static Step apt(String type, String suite, String... packages) {
        return new Step.AptPackages(
                Stream.of(packages).map(Text::parse).toList(),
                Text.parse(suite),
                false,
                List.of(origin(type, "AptPackages")));
    }

    private static Step inline(String type, String lines, String user) {
        return new Step.Run(
                new Program.Inline(Text.parse(lines)),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                user,
                List.of(origin(type, "Run")));
    }

    private static Origin origin(String type, String annotation) {
        String file = type.replaceAll("\\..*", "") + ".java";
        return new Origin(PACKAGE + type, annotation, file, 12);
    }

    private static ContextFile file(String path) {
        byte[] content = read(path);
        return new ContextFile(path, ContextFile.sha256(content), content.length, path.endsWith(".sh"));
    }
}
