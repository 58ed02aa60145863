package dev.slipway.processor.link;

import dev.slipway.dsl.Account;
import dev.slipway.dsl.ApkPackages;
import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.AptRepository;
import dev.slipway.dsl.Command;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Entrypoint;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Expose;
import dev.slipway.dsl.Files;
import dev.slipway.dsl.GitSource;
import dev.slipway.dsl.Label;
import dev.slipway.dsl.Locales;
import dev.slipway.dsl.PythonLibs;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.RunAs;
import dev.slipway.dsl.Shell;
import dev.slipway.dsl.Volume;
import dev.slipway.dsl.Workdir;
import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Network;
import dev.slipway.model.Program;
import dev.slipway.model.SecretMount;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.validate.Formats;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads primitive annotations as steps, and reports values that cannot be meant. */
final class StepReader {
    private static final String VALUE = "value";
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'[^'\n]*'");

    private final Findings findings;
    private final ContextFolder context;
    private final Function<Use, Optional<Base>> copySource;
    private final Map<String, Function<Use, List<Step>>> readers = new TreeMap<>();

    /** @param copySource finds what a {@code @CopyFrom} copies from, or reports why it cannot */
    StepReader(Findings findings, ContextFolder context, Function<Use, Optional<Base>> copySource) {
        this.findings = findings;
        this.context = context;
        this.copySource = copySource;
        reader(AptRepository.class, this::aptRepository);
        reader(AptPackages.class, this::aptPackages);
        reader(ApkPackages.class, this::apkPackages);
        reader(PythonLibs.class, this::pythonLibs);
        reader(Locales.class, this::locales);
        reader(Account.class, this::account);
        reader(Env.class, this::env);
        reader(Files.class, this::files);
        reader(CopyFrom.class, this::copyFrom);
        reader(Download.class, this::download);
        reader(GitSource.class, this::gitSource);
        reader(Run.class, this::run);
        reader(Shell.class, use -> List.of(new Step.Shell(plain(use, VALUE), use.origins())));
        reader(RunAs.class, use -> List.of(new Step.User(text(use, VALUE), use.origins())));
        reader(Workdir.class, use -> List.of(new Step.Workdir(path(use, VALUE), use.origins())));
        reader(Entrypoint.class, use -> List.of(new Step.Entrypoint(texts(use, VALUE), use.origins())));
        reader(Command.class, use -> List.of(new Step.Command(texts(use, VALUE), use.origins())));
        reader(Expose.class, this::expose);
        reader(
                Volume.class,
                use -> paths(use).stream()
                        .<Step>map(path -> new Step.Volume(path, use.origins()))
                        .toList());
        reader(Label.class, use -> List.of(new Step.Label(plainText(use, "name"), text(use, VALUE), use.origins())));
    }

    private void reader(Class<? extends Annotation> annotation, Function<Use, List<Step>> reader) {
        readers.put(annotation.getCanonicalName(), reader);
    }

    /** The steps that an annotation asks for; none for annotations that are no steps. */
    List<Step> read(Use use) {
        Function<Use, List<Step>> reader =
                readers.get(use.word().type().getQualifiedName().toString());
        return reader == null ? List.of() : reader.apply(use);
    }

    /** Whether an annotation asks for steps. */
    boolean isStep(Word word) {
        return readers.containsKey(word.type().getQualifiedName().toString());
    }

    private List<Step> aptRepository(Use use) {
        String name = plainText(use, "name");
        check(use, "name", name, Formats::isName, Rule.MALFORMED_NAME, "is not a name such as 'pgdg'");
        Text url = url(use, "url");
        List<Text> suites = nonEmpty(use, "suites");
        suites.forEach(suite -> check(
                use,
                "suites",
                suite,
                Formats::isAptSuite,
                Rule.MALFORMED_APT_SUITE,
                "is not a suite such as 'bookworm'"));
        String key = plainText(use, "key");
        context.use(key, ContextFolder.Wanted.FILE, use.word().place("key"), findings);
        return List.of(new Step.AptRepository(name, url, suites, texts(use, "components"), key, use.origins()));
    }

    private List<Step> aptPackages(Use use) {
        List<Text> packages = nonEmpty(use, VALUE);
        packages.forEach(name -> check(
                use,
                VALUE,
                name,
                Formats::isAptPackage,
                Rule.MALFORMED_APT_PACKAGE,
                "is not a Debian package: lower-case letters, digits, '+', '-' and '.', with '=VERSION' where wanted"));
        Text suite = text(use, "suite");
        if (!suite.isEmpty()) {
            check(
                    use,
                    "suite",
                    suite,
                    Formats::isAptSuite,
                    Rule.MALFORMED_APT_SUITE,
                    "is not a suite such as 'bookworm'");
        }
        return List.of(new Step.AptPackages(packages, suite, use.word().flag("recommends"), use.origins()));
    }

    private List<Step> apkPackages(Use use) {
        List<Text> packages = nonEmpty(use, VALUE);
        packages.forEach(name ->
                check(use, VALUE, name, Formats::isApkPackage, Rule.MALFORMED_APK_PACKAGE, "is not an Alpine package"));
        return List.of(new Step.ApkPackages(packages, use.origins()));
    }

    private List<Step> pythonLibs(Use use) {
        List<Text> pins = texts(use, VALUE);
        String requirements = plainText(use, "requirements");
        if (pins.isEmpty() && requirements.isEmpty()) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    use.word().place(),
                    "@PythonLibs asks for nothing: list pins such as \"pytest==9.0.3\", or name requirements");
        }
        pins.forEach(pin -> check(
                use, VALUE, pin, Formats::isPin, Rule.MALFORMED_PIN, "is not a requirement such as 'pytest==9.0.3'"));
        if (!requirements.isEmpty()) {
            context.use(requirements, ContextFolder.Wanted.FILE, use.word().place("requirements"), findings);
        }
        return List.of(new Step.PythonLibs(
                pins, requirements, text(use, "index"), use.word().flag("breakSystemPackages"), use.origins()));
    }

    private List<Step> locales(Use use) {
        return List.of(
                new Step.Locales(nonEmpty(use, VALUE).stream().map(Text::source).toList(), use.origins()));
    }

    private List<Step> account(Use use) {
        String name = plainText(use, VALUE);
        check(
                use,
                VALUE,
                name,
                Formats::isAccount,
                Rule.MALFORMED_ACCOUNT,
                "is not a user name: lower-case letters, digits, '-' and '_', beginning with a letter, at most 32");
        String home = use.word().text("home").isEmpty()
                ? "/home/" + name
                : path(use, "home").source();
        return List.of(new Step.Account(
                name,
                use.word().number("uid"),
                home,
                path(use, "shell").source(),
                plain(use, "groups"),
                use.origins()));
    }

    private List<Step> env(Use use) {
        String name = variable(use.word(), use.scope());
        Text value = text(use, VALUE);
        boolean literal =
                value.references().findAny().isEmpty() && !value.source().contains("$");
        if (Formats.namesSecret(name) && literal && !value.isEmpty()) {
            findings.report(
                    Rule.SECRET_IN_ENV,
                    use.word().place(VALUE),
                    "'" + name + "' looks like a secret, and ENV shows it to everybody who has the image."
                            + " Use @Run(secrets = @Secret(\"...\"))");
        }
        return List.of(new Step.Env(name, value, use.origins()));
    }

    private List<Step> files(Use use) {
        String from = plainText(use, "from");
        context.use(from, ContextFolder.Wanted.FILE_OR_FOLDER, use.word().place("from"), findings);
        return List.of(new Step.Files(from, path(use, "to"), plainText(use, "owner"), mode(use), use.origins()));
    }

    private List<Step> copyFrom(Use use) {
        Text from = path(use, "from");
        Text to = path(use, "to");
        String owner = plainText(use, "owner");
        String mode = mode(use);
        return copySource.apply(use).stream()
                .<Step>map(source -> new Step.FilesFrom(source, from, to, owner, mode, use.origins()))
                .toList();
    }

    private List<Step> download(Use use) {
        Text url = url(use, "url");
        Text sha256 = text(use, "sha256");
        if (sha256.references().findAny().isEmpty()) {
            check(
                    use,
                    "sha256",
                    sha256,
                    Formats::isSha256,
                    Rule.MALFORMED_CHECKSUM,
                    "is not a SHA-256: 64 hexadecimal digits");
        }
        return List.of(
                new Step.Download(url, sha256, path(use, "to"), plainText(use, "owner"), mode(use), use.origins()));
    }

    private List<Step> gitSource(Use use) {
        return List.of(new Step.GitSource(url(use, "url"), text(use, "ref"), path(use, "to"), use.origins()));
    }

    private List<Step> run(Use use) {
        Word word = use.word();
        List<Text> lines = texts(use, VALUE);
        String script = plainText(use, "script");
        if (lines.isEmpty() == script.isEmpty()) {
            findings.report(
                    Rule.RUN_NEEDS_ONE,
                    word.place(),
                    lines.isEmpty()
                            ? "@Run has nothing to execute: write lines, or name a script"
                            : "@Run has both lines and a script: use one of them");
        }
        if (!script.isEmpty()) {
            context.use(script, ContextFolder.Wanted.SCRIPT, word.place("script"), findings);
        }
        plain(use, "files")
                .forEach(file -> context.use(file, ContextFolder.Wanted.FILE_OR_FOLDER, word.place("files"), findings));
        word.texts(VALUE).forEach(line -> checkQuotes(line, word));
        Program program =
                script.isEmpty() ? new Program.Inline(Text.join("\n", lines)) : new Program.ScriptFile(script);
        return List.of(new Step.Run(
                program,
                environment(use),
                word.flag("network") ? Network.DEFAULT : Network.NONE,
                caches(use),
                secrets(use),
                plain(use, "files"),
                plainText(use, "user"),
                use.origins()));
    }

    private SortedMap<String, Text> environment(Use use) {
        SortedMap<String, Text> environment = new TreeMap<>();
        for (Word variable : use.word().words("env")) {
            String name = variable(variable, use.scope());
            Text value = use.scope().text(variable, VALUE);
            Text other = environment.put(name, value);
            if (other != null && !other.equals(value)) {
                findings.report(
                        Rule.CONTRADICTORY_SETTINGS,
                        variable.place(),
                        "variable '" + name + "' is both '" + other + "' and '" + value + "'. Keep one of them");
            }
        }
        return environment;
    }

    private List<CacheMount> caches(Use use) {
        List<CacheMount> caches = new ArrayList<>();
        for (Word cache : use.word().words("caches")) {
            String target = use.scope().plain(cache, VALUE);
            String sharing = cache.text("sharing");
            if (checkAbsolute(cache, VALUE, target)) {
                caches.add(new CacheMount(target, CacheMount.Sharing.valueOf(sharing)));
            }
        }
        return caches;
    }

    private List<SecretMount> secrets(Use use) {
        List<SecretMount> secrets = new ArrayList<>();
        for (Word secret : use.word().words("secrets")) {
            String id = use.scope().plain(secret, VALUE);
            String target = use.scope().plain(secret, "target");
            secrets.add(new SecretMount(id, target.isEmpty() ? "/run/secrets/" + id : target));
        }
        return secrets;
    }

    private List<Step> expose(Use use) {
        List<Step> steps = new ArrayList<>();
        for (String port : plain(use, VALUE)) {
            check(use, VALUE, port, Formats::isPort, Rule.MALFORMED_PORT, "is not a port such as '5432/tcp'");
            steps.add(new Step.Expose(port, use.origins()));
        }
        return steps;
    }

    /** A reference becomes a shell variable, which single quotes would leave as it stands. */
    private void checkQuotes(String line, Word word) {
        Matcher quoted = SINGLE_QUOTED.matcher(line);
        while (quoted.find()) {
            Text inside = parsed(quoted.group());
            inside.references()
                    .findFirst()
                    .ifPresent(reference -> findings.report(
                            Rule.PLACEHOLDER_IN_SINGLE_QUOTES,
                            word.place(VALUE, line),
                            "'" + reference + "' stands in single quotes, where the shell does not replace it."
                                    + " Use double quotes"));
        }
    }

    private static Text parsed(String source) {
        try {
            return Text.parse(source);
        } catch (IllegalArgumentException e) {
            return Text.literal(source);
        }
    }

    private String variable(Word word, Scope scope) {
        String name = scope.plain(word, "name");
        if (!Formats.isVariable(name)) {
            findings.report(
                    Rule.MALFORMED_ENV_NAME,
                    word.place("name"),
                    "'" + name + "' is not a variable: letters, digits and '_', not beginning with a digit");
        }
        return name;
    }

    private String mode(Use use) {
        String mode = plainText(use, "mode");
        if (!mode.isEmpty()) {
            check(use, "mode", mode, Formats::isMode, Rule.MALFORMED_MODE, "is not a mode such as '0755'");
        }
        return mode;
    }

    private Text url(Use use, String attribute) {
        Text url = text(use, attribute);
        boolean beginsWithReference = !url.parts().isEmpty() && url.parts().get(0) instanceof Text.Placeholder;
        if (!beginsWithReference) {
            check(
                    use,
                    attribute,
                    url,
                    Formats::isUrl,
                    Rule.MALFORMED_URL,
                    "is not a URL such as 'https://example.org/x'");
        }
        return url;
    }

    private Text path(Use use, String attribute) {
        Text path = text(use, attribute);
        checkAbsolute(use.word(), attribute, Formats.sample(path));
        return path;
    }

    private List<Text> paths(Use use) {
        List<Text> paths = texts(use, VALUE);
        paths.forEach(path -> checkAbsolute(use.word(), VALUE, Formats.sample(path)));
        return paths;
    }

    private boolean checkAbsolute(Word word, String attribute, String path) {
        boolean absolute = Formats.isAbsolute(path);
        if (!absolute) {
            findings.report(
                    Rule.MALFORMED_PATH,
                    word.place(attribute),
                    "'" + path + "' is not an absolute path. Write '/" + path.toLowerCase(Locale.ROOT)
                            + "' or the like");
        }
        return absolute;
    }

    private List<Text> nonEmpty(Use use, String attribute) {
        List<Text> texts = texts(use, attribute);
        if (texts.isEmpty()) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    use.word().place(attribute),
                    "@" + use.word().name() + " asks for nothing: fill its " + attribute + " or take it away");
        }
        return texts;
    }

    private void check(Use use, String attribute, Text text, Predicate<String> form, Rule rule, String problem) {
        if (!form.test(Formats.sample(text))) {
            findings.report(rule, use.word().place(attribute, text.source()), "'" + text.source() + "' " + problem);
        }
    }

    private void check(Use use, String attribute, String text, Predicate<String> form, Rule rule, String problem) {
        check(use, attribute, Text.literal(text), form, rule, problem);
    }

    private static Text text(Use use, String attribute) {
        return use.scope().text(use.word(), attribute);
    }

    private static List<Text> texts(Use use, String attribute) {
        return use.scope().texts(use.word(), attribute);
    }

    private static String plainText(Use use, String attribute) {
        return use.scope().plain(use.word(), attribute);
    }

    private static List<String> plain(Use use, String attribute) {
        return texts(use, attribute).stream().map(Text::source).toList();
    }
}
