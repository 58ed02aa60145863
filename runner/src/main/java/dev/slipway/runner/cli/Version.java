package dev.slipway.runner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote beside this class. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
            if (text == null) {
                throw new IOException("version.txt is not in the runner's jar. Run mvn package");
            }
            return new String[] {"runner " + new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
