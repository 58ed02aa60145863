package dev.slipway.runner.failure;

import dev.slipway.model.Origin;
import dev.slipway.model.TimeSpan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link Failure} answers about each of its cases. */
final class FailureTexts {
    static final Failure.Cases<Integer> EXIT_CODE = new Failure.Cases<>() {
        @Override
        public Integer stepFailed(Failure.StepFailed failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer timedOut(Failure.TimedOut failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer checkFailed(Failure.CheckFailed failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer notReproducible(Failure.NotReproducible failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer baseFailed(Failure.BaseFailed failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer engineUnavailable(Failure.EngineUnavailable failure) {
            return ExitCode.UNAVAILABLE;
        }

        @Override
        public Integer registryUnavailable(Failure.RegistryUnavailable failure) {
            return ExitCode.UNAVAILABLE;
        }

        @Override
        public Integer unexpected(Failure.Unexpected failure) {
            return ExitCode.FAILED;
        }

        @Override
        public Integer interrupted(Failure.Interrupted failure) {
            return ExitCode.INTERRUPTED;
        }
    };

    static final Failure.Cases<String> MESSAGE = new Failure.Cases<>() {
        @Override
        public String stepFailed(Failure.StepFailed failure) {
            String code = failure.exitCode() == Failure.NO_EXIT_CODE ? "" : " with exit code " + failure.exitCode();
            String stage = Failure.isMainStage(failure.node(), failure.stage()) ? "" : ", stage " + failure.stage();
            return failure.node() + stage + ": '" + failure.operation().title() + "' failed" + code;
        }

        @Override
        public String timedOut(Failure.TimedOut failure) {
            return failure.node() + ": '" + failure.what() + "' took longer than " + TimeSpan.format(failure.limit())
                    + ", and was ended";
        }

        @Override
        public String checkFailed(Failure.CheckFailed failure) {
            String command =
                    failure.node() + ": check '" + failure.check().command().source() + "' ";
            return failure.exitCode() == 0
                    ? command + "did not print '" + failure.check().prints().source() + "'"
                    : command + "failed with exit code " + failure.exitCode();
        }

        @Override
        public String notReproducible(Failure.NotReproducible failure) {
            String steps = failure.differences().stream()
                    .map(difference -> "'" + difference.operation().title() + "'")
                    .collect(Collectors.joining(", "));
            return failure.node() + ": not the same files each time: " + steps;
        }

        @Override
        public String baseFailed(Failure.BaseFailed failure) {
            return failure.node() + ": base '" + failure.reference() + "': " + failure.message();
        }

        @Override
        public String engineUnavailable(Failure.EngineUnavailable failure) {
            return failure.message() + ". " + failure.cure();
        }

        @Override
        public String registryUnavailable(Failure.RegistryUnavailable failure) {
            return failure.message();
        }

        @Override
        public String unexpected(Failure.Unexpected failure) {
            return failure.node() + ": unexpected failure: " + failure.message();
        }

        @Override
        public String interrupted(Failure.Interrupted failure) {
            return "interrupted";
        }
    };

    static final Failure.Cases<List<Origin>> ORIGINS = new Failure.Cases<>() {
        @Override
        public List<Origin> stepFailed(Failure.StepFailed failure) {
            return failure.operation().origins();
        }

        @Override
        public List<Origin> timedOut(Failure.TimedOut failure) {
            return failure.origins();
        }

        @Override
        public List<Origin> checkFailed(Failure.CheckFailed failure) {
            return List.of(failure.check().origin());
        }

        @Override
        public List<Origin> notReproducible(Failure.NotReproducible failure) {
            return failure.differences().stream()
                    .flatMap(difference -> difference.operation().origins().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public List<Origin> baseFailed(Failure.BaseFailed failure) {
            return List.of();
        }

        @Override
        public List<Origin> engineUnavailable(Failure.EngineUnavailable failure) {
            return List.of();
        }

        @Override
        public List<Origin> registryUnavailable(Failure.RegistryUnavailable failure) {
            return List.of();
        }

        @Override
        public List<Origin> unexpected(Failure.Unexpected failure) {
            return List.of();
        }

        @Override
        public List<Origin> interrupted(Failure.Interrupted failure) {
            return List.of();
        }
    };

    static final Failure.Cases<List<String>> LAST_LINES = new Failure.Cases<>() {
        @Override
        public List<String> stepFailed(Failure.StepFailed failure) {
            return failure.lastLines();
        }

        @Override
        public List<String> timedOut(Failure.TimedOut failure) {
            return failure.lastLines();
        }

        @Override
        public List<String> checkFailed(Failure.CheckFailed failure) {
            return failure.output();
        }

        @Override
        public List<String> notReproducible(Failure.NotReproducible failure) {
            return failure.differences().stream()
                    .flatMap(difference -> Stream.concat(
                            Stream.of("'" + difference.operation().title() + "'"),
                            difference.files().stream().map(file -> "  " + file)))
                    .toList();
        }

        @Override
        public List<String> baseFailed(Failure.BaseFailed failure) {
            return failure.lastLines();
        }

        @Override
        public List<String> engineUnavailable(Failure.EngineUnavailable failure) {
            return List.of();
        }

        @Override
        public List<String> registryUnavailable(Failure.RegistryUnavailable failure) {
            return List.of();
        }

        @Override
        public List<String> unexpected(Failure.Unexpected failure) {
            return failure.trace();
        }

        @Override
        public List<String> interrupted(Failure.Interrupted failure) {
            return List.of();
        }
    };

    private FailureTexts() {}
}
