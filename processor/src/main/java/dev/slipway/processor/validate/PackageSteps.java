package dev.slipway.processor.validate;

import static dev.slipway.processor.validate.Values.VALUE;

import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Rule;
import java.util.List;

/** Reads what is installed with a package manager. */
final class PackageSteps {
    private PackageSteps() {}

    static Step aptRepository(Values values) {
        return new Step.AptRepository(
                values.plain("name", Form.NAME),
                values.url(),
                values.someTexts("suites", Form.APT_SUITE),
                values.texts("components"),
                values.file("key", ContextFolder.Wanted.FILE),
                values.origins());
    }

    static Step aptPackages(Values values) {
        List<Text> packages = values.someTexts(VALUE, Form.APT_PACKAGE);
        Text suite = values.text("suite");
        if (!suite.isEmpty()) {
            values.check("suite", suite, Form.APT_SUITE);
        }
        return new Step.AptPackages(packages, suite, values.word().flag("recommends"), values.origins());
    }

    static Step apkPackages(Values values) {
        return new Step.ApkPackages(values.someTexts(VALUE, Form.APK_PACKAGE), values.origins());
    }

    static Step pythonLibs(Values values) {
        List<Text> pins = values.texts(VALUE);
        pins.forEach(pin -> values.check(VALUE, pin, Form.PIN));
        String requirements = values.plain("requirements");
        if (!requirements.isEmpty()) {
            values.checkFile("requirements", requirements, ContextFolder.Wanted.FILE);
        } else if (pins.isEmpty()) {
            values.findings()
                    .report(
                            Rule.EMPTY_DECLARATION,
                            values.word().place(),
                            "@PythonLibs asks for nothing: list pins such as \"pytest==9.0.3\", or name requirements");
        }
        return new Step.PythonLibs(
                pins, requirements, values.text("index"), values.word().flag("breakSystemPackages"), values.origins());
    }

    static Step locales(Values values) {
        return new Step.Locales(
                values.someTexts(VALUE).stream().map(Text::source).toList(), values.origins());
    }
}
