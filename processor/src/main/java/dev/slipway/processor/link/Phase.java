package dev.slipway.processor.link;

import dev.slipway.model.Step;

/** The kinds of steps in the order in which they are executed: what changes least first. */
enum Phase {
    SHELL,
    ACCOUNTS,
    REPOSITORIES,
    PACKAGES,
    LOCALES,
    DOWNLOADS,
    LIBRARIES,
    FILES,
    COPIES,
    ENVIRONMENT,
    COMMANDS,
    LABELS,
    PORTS,
    VOLUMES,
    ENTRYPOINT,
    COMMAND,
    WORKDIR,
    USER;

    /** Whether it only says how containers start: always last, so that steps find the image as the base left it. */
    boolean isConfiguration() {
        return compareTo(LABELS) >= 0;
    }

    static Phase of(Step step) {
        return step.accept(new Step.Cases<>() {
            @Override
            public Phase aptRepository(Step.AptRepository repository) {
                return REPOSITORIES;
            }

            @Override
            public Phase aptPackages(Step.AptPackages packages) {
                return PACKAGES;
            }

            @Override
            public Phase apkPackages(Step.ApkPackages packages) {
                return PACKAGES;
            }

            @Override
            public Phase pythonLibs(Step.PythonLibs libraries) {
                return LIBRARIES;
            }

            @Override
            public Phase locales(Step.Locales locales) {
                return LOCALES;
            }

            @Override
            public Phase account(Step.Account account) {
                return ACCOUNTS;
            }

            @Override
            public Phase env(Step.Env env) {
                return ENVIRONMENT;
            }

            @Override
            public Phase files(Step.Files files) {
                return FILES;
            }

            @Override
            public Phase filesFrom(Step.FilesFrom files) {
                return COPIES;
            }

            @Override
            public Phase download(Step.Download download) {
                return DOWNLOADS;
            }

            @Override
            public Phase gitSource(Step.GitSource source) {
                return DOWNLOADS;
            }

            @Override
            public Phase run(Step.Run run) {
                return COMMANDS;
            }

            @Override
            public Phase shell(Step.Shell shell) {
                return SHELL;
            }

            @Override
            public Phase user(Step.User user) {
                return USER;
            }

            @Override
            public Phase workdir(Step.Workdir workdir) {
                return WORKDIR;
            }

            @Override
            public Phase entrypoint(Step.Entrypoint entrypoint) {
                return ENTRYPOINT;
            }

            @Override
            public Phase command(Step.Command command) {
                return COMMAND;
            }

            @Override
            public Phase expose(Step.Expose port) {
                return PORTS;
            }

            @Override
            public Phase volume(Step.Volume volume) {
                return VOLUMES;
            }

            @Override
            public Phase label(Step.Label label) {
                return LABELS;
            }
        });
    }
}
