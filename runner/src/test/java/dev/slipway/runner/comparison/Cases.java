package dev.slipway.runner.comparison;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All cases. To add one, add it to the list that fits; names are those of images, and none is there twice. */
final class Cases {
    /** A regular expression of names: just these, for whoever works on them. */
    static final String ONLY = "slipway.cases";

    private Cases() {}

    static List<Case> all(Places places) {
        Pattern only = Pattern.compile(System.getProperty(ONLY, ".*"));
        return Stream.of(
                        CopyCases.all(),
                        StageCases.all(),
                        FileCases.all(),
                        SettingCases.all(),
                        CommandCases.all(),
                        MountCases.all(),
                        BaseCases.all(places))
                .flatMap(List::stream)
                .filter(each -> only.matcher(each.name()).matches())
                .toList();
    }
}
