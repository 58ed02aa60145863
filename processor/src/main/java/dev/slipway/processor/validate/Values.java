package dev.slipway.processor.validate;

import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import java.util.List;

/**
 * The values of an annotation's attributes where it is used. Those that cannot be meant are reported, and given as they
 * are.
 */
record Values(Use use, ContextFolder context, Findings findings) {
    static final String VALUE = "value";

    Word word() {
        return use.word();
    }

    List<Origin> origins() {
        return use.origins();
    }

    /** One text; lists in it join with a space. */
    Text text(String attribute) {
        return use.scope().text(word(), attribute);
    }

    List<Text> texts(String attribute) {
        return use.scope().texts(word(), attribute);
    }

    /** Texts of which there must be one at least. */
    List<Text> someTexts(String attribute) {
        List<Text> texts = texts(attribute);
        if (texts.isEmpty()) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    word().place(attribute),
                    "@" + word().name() + " asks for nothing: fill its " + attribute + " or take it away");
        }
        return texts;
    }

    /** Characters in which only a fragment's attributes mean something. */
    String plain(String attribute) {
        return use.scope().plain(word(), attribute);
    }

    List<String> plains(String attribute) {
        return texts(attribute).stream().map(Text::source).toList();
    }

    /** A text of a form, references in it standing for something that fits. */
    Text text(String attribute, Form form) {
        Text text = text(attribute);
        check(attribute, text, form);
        return text;
    }

    List<Text> someTexts(String attribute, Form form) {
        List<Text> texts = someTexts(attribute);
        texts.forEach(text -> check(attribute, text, form));
        return texts;
    }

    void check(String attribute, Text text, Form form) {
        if (!isReference(text) && !form.fits().test(Formats.sample(text))) {
            report(attribute, text.source(), form);
        }
    }

    /** Whether a text is what a reference stands for, and nothing else. */
    private static boolean isReference(Text text) {
        return text.parts().size() == 1 && text.parts().get(0) instanceof Text.Placeholder;
    }

    String plain(String attribute, Form form) {
        String plain = plain(attribute);
        checkPlain(attribute, plain, form);
        return plain;
    }

    void checkPlain(String attribute, String plain, Form form) {
        if (!form.fits().test(plain)) {
            report(attribute, plain, form);
        }
    }

    private void report(String attribute, String value, Form form) {
        findings.report(form.rule(), word().place(attribute, value), "'" + value + "' " + form.problem());
    }

    /** Permissions; empty where none are written. */
    String mode() {
        String mode = plain("mode");
        if (!mode.isEmpty()) {
            checkPlain("mode", mode, Form.MODE);
        }
        return mode;
    }

    /** An address; one that begins with a reference is the reference's business. */
    Text url() {
        Text url = text("url");
        boolean beginsWithReference = !url.parts().isEmpty() && url.parts().get(0) instanceof Text.Placeholder;
        if (!beginsWithReference) {
            check("url", url, Form.URL);
        }
        return url;
    }

    /** An absolute path. */
    Text path(String attribute) {
        Text path = text(attribute);
        checkAbsolute(attribute, path);
        return path;
    }

    List<Text> paths(String attribute) {
        List<Text> paths = texts(attribute);
        paths.forEach(path -> checkAbsolute(attribute, path));
        return paths;
    }

    private void checkAbsolute(String attribute, Text path) {
        String sample = Formats.sample(path);
        if (!Formats.isAbsolute(sample)) {
            reportRelative(attribute, sample);
        }
    }

    /** Whether a path is absolute where nothing expands a variable, which is reported if not. */
    boolean isPlainPath(String attribute, String path) {
        if (path.startsWith("$")) {
            findings.report(
                    Rule.MALFORMED_PATH,
                    word().place(attribute),
                    "'" + path + "' begins with a variable, which nothing expands here. Write the path itself");
        } else if (!path.startsWith("/")) {
            reportRelative(attribute, path);
        }
        return path.startsWith("/");
    }

    private void reportRelative(String attribute, String path) {
        findings.report(
                Rule.MALFORMED_PATH,
                word().place(attribute),
                "'" + path + "' is not an absolute path. Write '/" + path + "' or the like");
    }

    /** A path in the context. */
    String file(String attribute, ContextFolder.Wanted wanted) {
        String path = plain(attribute);
        checkFile(attribute, path, wanted);
        return path;
    }

    void checkFile(String attribute, String path, ContextFolder.Wanted wanted) {
        context.use(path, wanted, word().place(attribute), findings);
    }

    /** Those of the annotations that an attribute holds. */
    List<Values> nested(String attribute) {
        return word().words(attribute).stream()
                .map(word -> new Values(new Use(word, use.scope(), use.path(), use.origins()), context, findings))
                .toList();
    }
}
