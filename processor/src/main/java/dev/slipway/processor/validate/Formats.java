package dev.slipway.processor.validate;

import dev.slipway.model.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms that names and values must have, each after the specification of those who read them. */
public final class Formats {
    /** Stands for the value of a reference while a text is looked at. */
    private static final String SAMPLE = "0";

    /** Debian policy 5.6.1 and 5.6.12, and apt-get(8)'s {@code =VERSION}. */
    private static final Pattern APT_PACKAGE =
            Pattern.compile("[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?(=[0-9][A-Za-z0-9.+:~*-]*)?");

    private static final Pattern APT_SUITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");
    private static final Pattern APK_PACKAGE =
            Pattern.compile("\\.?[A-Za-z0-9][A-Za-z0-9+._-]*([~<>=]{1,2}[A-Za-z0-9._-]+)?");
    /** PEP 508: a name, extras, and a version or an address. */
    private static final Pattern PIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(\\[[A-Za-z0-9._, -]+\\])?"
                    + " *((===?|~=|!=|<=?|>=?) *[A-Za-z0-9.*+!_-]+( *, *(===?|~=|!=|<=?|>=?) *[A-Za-z0-9.*+!_-]+)*| *@ *\\S+)?"
                    + "( *;.*)?");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");
    private static final Pattern PORT = Pattern.compile("([0-9]{1,5})(/(tcp|udp|sctp))?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** The default NAME_REGEX of adduser.conf(5), with capitals refused as useradd(8) does. */
    private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_-]{0,31}\\$?");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern IMAGE_NAME = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");
    private static final String HOST =
            "([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
                    + "|\\[[0-9a-fA-F:]+\\])(:[0-9]+)?";
    private static final String COMPONENT = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile("(" + HOST + "/)?" + COMPONENT + "(/" + COMPONENT + ")*");
    private static final Pattern REFERENCE =
            Pattern.compile(REPOSITORY.pattern() + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");
    /** Names under which people keep secrets. */
    private static final Pattern SECRET = Pattern.compile(
            "(.*_)?(PASSWORD|PASSWD|TOKEN|SECRET|APIKEY|(API|ACCESS|PRIVATE|SECRET)_KEY|CREDENTIALS?)(_.*)?");

    private Formats() {}

    /** The text with something in the place of its references. */
    public static String sample(Text text) {
        return text.render(literal -> literal, reference -> SAMPLE);
    }

    public static boolean isAptPackage(String name) {
        return APT_PACKAGE.matcher(name).matches();
    }

    public static boolean isAptSuite(String name) {
        return APT_SUITE.matcher(name).matches();
    }

    public static boolean isApkPackage(String name) {
        return APK_PACKAGE.matcher(name).matches();
    }

    public static boolean isPin(String requirement) {
        return PIN.matcher(requirement).matches();
    }

    public static boolean isSha256(String checksum) {
        return SHA256.matcher(checksum).matches();
    }

    public static boolean isMode(String mode) {
        return MODE.matcher(mode).matches();
    }

    public static boolean isPort(String port) {
        var matcher = PORT.matcher(port);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) <= 65535
                && !matcher.group(1).equals("0");
    }

    public static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    public static boolean isAccount(String name) {
        return ACCOUNT.matcher(name).matches();
    }

    /** Of an axis, source, apt repository or stage. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public static boolean isTag(String tag) {
        return TAG.matcher(tag).matches();
    }

    public static boolean isImageName(String name) {
        return IMAGE_NAME.matcher(name).matches();
    }

    public static boolean isRepository(String repository) {
        return REPOSITORY.matcher(repository).matches();
    }

    public static boolean isImageReference(String reference) {
        return REFERENCE.matcher(reference).matches();
    }

    /** Whether a reference to an image says which one, today and tomorrow. */
    public static boolean isPinned(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return reference.equals("scratch") || name.contains("@") || (name.contains(":") && !name.endsWith(":latest"));
    }

    public static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("$");
    }

    /** A URL with a scheme, or what begins with a variable. */
    public static boolean isUrl(String url) {
        try {
            URI uri = new URI(url.replace("~", "%7E"));
            return uri.isAbsolute() && uri.getSchemeSpecificPart() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public static boolean namesSecret(String variable) {
        return SECRET.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }
}
