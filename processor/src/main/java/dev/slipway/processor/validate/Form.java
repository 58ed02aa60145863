package dev.slipway.processor.validate;

import dev.slipway.model.MemorySize;
import dev.slipway.model.TimeSpan;
import dev.slipway.processor.diagnostic.Rule;
import java.util.function.Predicate;

/**
 * A form that a value must have.
 *
 * @param problem what to say of one that does not, after the value itself
 */
public record Form(Predicate<String> fits, Rule rule, String problem) {
    static final Form NAME = new Form(Formats::isName, Rule.MALFORMED_NAME, "is not a name such as 'pgdg'");
    static final Form APT_SUITE =
            new Form(Formats::isAptSuite, Rule.MALFORMED_APT_SUITE, "is not a suite such as 'bookworm'");
    static final Form APT_PACKAGE = new Form(
            Formats::isAptPackage,
            Rule.MALFORMED_APT_PACKAGE,
            "is not a Debian package: lower-case letters, digits, '+', '-' and '.', with '=VERSION' where wanted");
    static final Form APK_PACKAGE =
            new Form(Formats::isApkPackage, Rule.MALFORMED_APK_PACKAGE, "is not an Alpine package");
    static final Form PIN =
            new Form(Formats::isPin, Rule.MALFORMED_PIN, "is not a requirement such as 'pytest==9.0.3'");
    static final Form ACCOUNT = new Form(
            Formats::isAccount,
            Rule.MALFORMED_ACCOUNT,
            "is not a user name: lower-case letters, digits, '-' and '_', beginning with a letter, at most 32");
    public static final Form SHA256 = new Form(
            Formats::isSha256, Rule.MALFORMED_CHECKSUM, "is not a SHA-256: 64 hexadecimal digits in lower case");
    static final Form MODE = new Form(Formats::isMode, Rule.MALFORMED_MODE, "is not a mode such as '0755'");
    static final Form TIMEOUT = new Form(
            text -> TimeSpan.parse(text).isPresent(),
            Rule.MALFORMED_TIMEOUT,
            "is not a length of time such as '90s', '10m' or '1h30m'");
    static final Form SIZE = new Form(
            text -> MemorySize.parse(text).isPresent(),
            Rule.MALFORMED_SIZE,
            "is not an amount of memory such as '64k', '512m' or '2g'");
    static final Form PORT = new Form(Formats::isPort, Rule.MALFORMED_PORT, "is not a port such as '5432/tcp'");
    static final Form URL =
            new Form(Formats::isUrl, Rule.MALFORMED_URL, "is not a URL such as 'https://example.org/x'");
    static final Form VARIABLE = new Form(
            Formats::isVariable,
            Rule.MALFORMED_ENV_NAME,
            "is not a variable: letters, digits and '_', not beginning with a digit");
}
