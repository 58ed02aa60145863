package dev.slipway.processor.validate;

import static dev.slipway.processor.validate.Values.VALUE;

import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Rule;
import java.util.stream.Stream;

/** Reads how containers are set up: variables, accounts and what else a Dockerfile says in a line. */
final class SettingSteps {
    private static final String NAME = "name";

    private SettingSteps() {}

    static Step env(Values values) {
        String name = values.plain(NAME, Form.VARIABLE);
        Text value = values.text(VALUE);
        boolean isLiteral =
                value.references().findAny().isEmpty() && !value.source().contains("$");
        if (Formats.namesSecret(name) && isLiteral && !value.isEmpty()) {
            values.findings()
                    .report(
                            Rule.SECRET_IN_ENV,
                            values.word().place(VALUE),
                            "'" + name + "' looks like a secret, and ENV shows it to everybody who has the image."
                                    + " Use @Run(secrets = @Secret(\"...\"))");
        }
        return new Step.Env(name, value, values.origins());
    }

    static Step account(Values values) {
        String name = values.plain(VALUE, Form.ACCOUNT);
        boolean hasHome = !values.word().text("home").isEmpty();
        return new Step.Account(
                name,
                values.word().number("uid"),
                hasHome ? values.path("home").source() : "/home/" + name,
                values.path("shell").source(),
                values.plains("groups"),
                values.origins());
    }

    static Step shell(Values values) {
        return new Step.Shell(values.plains(VALUE), values.origins());
    }

    static Step user(Values values) {
        return new Step.User(values.text(VALUE), values.origins());
    }

    static Step workdir(Values values) {
        return new Step.Workdir(values.path(VALUE), values.origins());
    }

    static Step entrypoint(Values values) {
        return new Step.Entrypoint(values.texts(VALUE), values.origins());
    }

    static Step command(Values values) {
        return new Step.Command(values.texts(VALUE), values.origins());
    }

    static Stream<Step> expose(Values values) {
        return values.plains(VALUE).stream().map(port -> {
            values.checkPlain(VALUE, port, Form.PORT);
            return new Step.Expose(port, values.origins());
        });
    }

    static Stream<Step> volume(Values values) {
        return values.paths(VALUE).stream().map(path -> new Step.Volume(path, values.origins()));
    }

    static Step label(Values values) {
        return new Step.Label(values.plain(NAME), values.text(VALUE), values.origins());
    }
}
