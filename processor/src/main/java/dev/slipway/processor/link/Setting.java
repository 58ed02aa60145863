package dev.slipway.processor.link;

import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.Optional;

/**
 * What a step sets that a stage has but one of.
 *
 * @param name as messages call it
 */
record Setting(String name, String value) {
    /** The setting that a step is; empty for those of which a stage can have any number. */
    static final Step.Cases<Optional<Setting>> CASES = new Step.Cases<>() {
        @Override
        public Optional<Setting> aptRepository(Step.AptRepository step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> aptPackages(Step.AptPackages step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> apkPackages(Step.ApkPackages step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> pythonLibs(Step.PythonLibs step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> locales(Step.Locales step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> account(Step.Account step) {
            String value = step.uid() + " " + step.home() + " " + step.shell() + " " + step.groups();
            return Optional.of(new Setting("account '" + step.name() + "'", value));
        }

        /** A value that uses the variable itself, as PATH's do, adds to it. */
        @Override
        public Optional<Setting> env(Step.Env step) {
            String value = step.value().source();
            boolean adds = value.contains("$" + step.name()) || value.contains("${" + step.name());
            return adds ? Optional.empty() : Optional.of(new Setting("variable '" + step.name() + "'", value));
        }

        @Override
        public Optional<Setting> files(Step.Files step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> filesFrom(Step.FilesFrom step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> download(Step.Download step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> gitSource(Step.GitSource step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> run(Step.Run step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> shell(Step.Shell step) {
            return Optional.of(new Setting("the shell", String.join(" ", step.command())));
        }

        @Override
        public Optional<Setting> user(Step.User step) {
            return Optional.of(new Setting("the user", step.user().source()));
        }

        @Override
        public Optional<Setting> workdir(Step.Workdir step) {
            return Optional.of(new Setting("the working folder", step.path().source()));
        }

        @Override
        public Optional<Setting> entrypoint(Step.Entrypoint step) {
            return Optional.of(new Setting(
                    "the entry point", Text.join(" ", step.arguments()).source()));
        }

        @Override
        public Optional<Setting> command(Step.Command step) {
            return Optional.of(
                    new Setting("the command", Text.join(" ", step.arguments()).source()));
        }

        @Override
        public Optional<Setting> expose(Step.Expose step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> volume(Step.Volume step) {
            return Optional.empty();
        }

        @Override
        public Optional<Setting> label(Step.Label step) {
            return Optional.of(
                    new Setting("label '" + step.name() + "'", step.value().source()));
        }
    };
}
