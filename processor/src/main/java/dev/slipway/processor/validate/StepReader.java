package dev.slipway.processor.validate;

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
import dev.slipway.model.Step;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.discover.Word;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Knows which annotations ask for steps, and who reads them. */
final class StepReader {
    private final ContextFolder context;
    private final Findings findings;
    private final Map<String, Function<Values, Stream<Step>>> readers = new TreeMap<>();

    /** @param bases finds what files are taken from, or reports why it cannot */
    StepReader(ContextFolder context, BaseReader bases, Findings findings) {
        this.context = context;
        this.findings = findings;
        one(AptRepository.class, PackageSteps::aptRepository);
        one(AptPackages.class, PackageSteps::aptPackages);
        one(ApkPackages.class, PackageSteps::apkPackages);
        one(PythonLibs.class, PackageSteps::pythonLibs);
        one(Locales.class, PackageSteps::locales);
        one(Files.class, FileSteps::files);
        any(
                CopyFrom.class,
                values -> bases.copySource(values.use()).stream().map(source -> FileSteps.copyFrom(values, source)));
        one(Download.class, FileSteps::download);
        one(GitSource.class, FileSteps::gitSource);
        one(Run.class, values -> RunSteps.run(values, bases));
        one(Env.class, SettingSteps::env);
        one(Account.class, SettingSteps::account);
        one(Shell.class, SettingSteps::shell);
        one(RunAs.class, SettingSteps::user);
        one(Workdir.class, SettingSteps::workdir);
        one(Entrypoint.class, SettingSteps::entrypoint);
        one(Command.class, SettingSteps::command);
        any(Expose.class, SettingSteps::expose);
        any(Volume.class, SettingSteps::volume);
        one(Label.class, SettingSteps::label);
    }

    private void one(Class<? extends Annotation> annotation, Function<Values, Step> reader) {
        any(annotation, values -> Stream.of(reader.apply(values)));
    }

    private void any(Class<? extends Annotation> annotation, Function<Values, Stream<Step>> reader) {
        readers.put(annotation.getCanonicalName(), reader);
    }

    /** Whether an annotation asks for steps. */
    boolean isStep(Word word) {
        return readers.containsKey(name(word));
    }

    /** The steps that an annotation asks for; none for annotations that are no steps. */
    List<Step> read(Use use) {
        return Optional.ofNullable(readers.get(name(use.word()))).stream()
                .flatMap(reader -> reader.apply(new Values(use, context, findings)))
                .toList();
    }

    private static String name(Word word) {
        return word.type().getQualifiedName().toString();
    }
}
