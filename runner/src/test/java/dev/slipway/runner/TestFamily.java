package dev.slipway.runner;

import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Program;
import dev.slipway.model.Release;
import dev.slipway.model.SecretMount;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small family in the shape of Citus': a base that is not published, two images for each of two releases of which the
 * second starts from the first, one for all releases, and one without any.
 */
public final class TestFamily {
    public static final String SCRIPT = "#!/bin/sh\nexit 0\n";
    public static final String SCRIPT_SHA256 = "306c6ca7407560340797866e077e053627ad409277d1b9da58106fce4cf717cb";

    private TestFamily() {}

    public static Family family() {
        return new Family(
                "citus",
                List.of(new NamedSource("pgdg", "https://pgdg.example/apt", origin("package-info", "Source", 3))),
                List.of(axis(release("16.13", "v12.1.12"), release("17.9", "v13.2.2"))),
                List.of(
                        image(
                                "compilerbase",
                                "latest",
                                false,
                                external("buildpack-deps:bookworm"),
                                List.of(),
                                List.of(packages("bison", "flex"))),
                        image(
                                "extbuilder",
                                "{pg}",
                                true,
                                new Base.OfImage("compilerbase"),
                                List.of("pg"),
                                List.of(repository(), packages("postgresql-{pg.major}"))),
                        image(
                                "exttester",
                                "{pg}",
                                true,
                                new Base.OfImage("extbuilder"),
                                List.of("pg"),
                                List.of(script("test.sh"))),
                        upgradeTester(),
                        image(
                                "stylechecker",
                                "0.8.33",
                                true,
                                external("alpine:3.22"),
                                List.of(),
                                List.of(new Step.ApkPackages(
                                        List.of(Text.literal("git")),
                                        List.of(origin("StyleChecker", "ApkPackages", 9)))))),
                List.of(
                        new ContextFile("test.sh", SCRIPT_SHA256, SCRIPT.length(), true),
                        new ContextFile("keys/pgdg.asc", SCRIPT_SHA256, SCRIPT.length(), false)));
    }

    /** A family of one image. */
    public static Family single(String name, String tag, Step... steps) {
        return new Family(
                "citus",
                List.of(),
                List.of(),
                List.of(image(name, tag, true, external("debian:bookworm"), List.of(), List.of(steps))),
                List.of());
    }

    private static ImageDefinition upgradeTester() {
        ImageDefinition image = image(
                "pgupgradetester",
                "{pg.all}",
                true,
                new Base.OfImage("compilerbase"),
                List.of(),
                List.of(new Step.Env(
                        "PG_VERSIONS", Text.parse("{pg.all}"), List.of(origin("PgUpgradeTester", "Env", 5)))));
        return new ImageDefinition(
                image.name(),
                image.tag(),
                image.description(),
                true,
                List.of(),
                List.of("pg"),
                List.of(),
                List.of(),
                image.main(),
                List.of(new Check(
                        Text.literal("psql --version"), Text.literal("psql"), origin("PgUpgradeTester", "Check", 7))),
                image.origin());
    }

    public static Step secret(String id) {
        return new Step.Run(
                new Program.Inline(Text.literal("cat /run/secrets/" + id)),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(new SecretMount(id, "/run/secrets/" + id)),
                List.of(),
                "",
                List.of(origin("Secretive", "Run", 4)));
    }

    private static Step script(String path) {
        return new Step.Run(
                new Program.ScriptFile(path),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(origin("ExtTester", "Run", 14)));
    }

    private static Step repository() {
        return new Step.AptRepository(
                "pgdg",
                Text.parse("{pgdg}"),
                List.of(Text.literal("bookworm-pgdg")),
                List.of(Text.literal("main")),
                "keys/pgdg.asc",
                List.of(origin("ExtBuilder", "AptRepository", 8)));
    }

    private static Step packages(String... names) {
        return new Step.AptPackages(
                List.of(names).stream().map(Text::parse).toList(),
                Text.empty(),
                false,
                List.of(origin("ExtBuilder", "AptPackages", 14)));
    }

    private static Base external(String reference) {
        return new Base.External(Text.literal(reference));
    }

    private static ImageDefinition image(
            String name, String tag, boolean published, Base base, List<String> forEach, List<Step> steps) {
        return new ImageDefinition(
                name,
                Text.parse(tag),
                "What " + name + " is for.",
                published,
                forEach,
                List.of(),
                List.of(),
                List.of(),
                new StageDefinition(name, base, steps, origin(name, "From", 2)),
                List.of(),
                origin(name, "Image", 1));
    }

    private static Axis axis(Release... releases) {
        return new Axis("pg", List.of(releases), origin("Postgres", "Axis", 1));
    }

    public static Release release(String version, String citus) {
        return new Release(version, Map.of("citus", List.of(citus)));
    }

    private static Origin origin(String type, String annotation, int line) {
        return new Origin("dev.example." + type, annotation, type + ".java", line);
    }
}
