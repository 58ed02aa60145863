package dev.slipway.processor.validate;

import dev.slipway.model.Base;
import dev.slipway.model.Step;
import dev.slipway.model.Text;

/** Reads where files come from. */
final class FileSteps {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String OWNER = "owner";
    private static final String SHA256 = "sha256";

    private FileSteps() {}

    static Step files(Values values) {
        return new Step.Files(
                values.file(FROM, ContextFolder.Wanted.FILE_OR_FOLDER),
                values.path(TO),
                values.plain(OWNER),
                values.mode(),
                values.origins());
    }

    static Step copyFrom(Values values, Base source) {
        return new Step.FilesFrom(
                source, values.path(FROM), values.path(TO), values.plain(OWNER), values.mode(), values.origins());
    }

    static Step download(Values values) {
        Text sha256 = values.text(SHA256);
        if (sha256.references().findAny().isEmpty()) {
            values.check(SHA256, sha256, Form.SHA256);
        }
        return new Step.Download(
                values.url(), sha256, values.path(TO), values.plain(OWNER), values.mode(), values.origins());
    }

    static Step gitSource(Values values) {
        return new Step.GitSource(values.url(), values.text("ref"), values.path(TO), values.origins());
    }
}
