package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Extended attributes that images have: those that everybody in a container can make. What only the machine's root can
 * set (trusted, and the labels of security modules) would make root's images differ from those of others.
 */
final class Attributes {
    private static final String OF_USERS = "user.";
    private static final Set<String> OF_SYSTEM =
            Set.of("security.capability", "system.posix_acl_access", "system.posix_acl_default");

    private Attributes() {}

    static boolean belongsToImages(String name) {
        return OF_SYSTEM.contains(name) || (name.startsWith(OF_USERS) && !Whiteouts.isOverlayAttribute(name));
    }

    /** The attributes of a file; values have a character for each byte. */
    static Map<String, String> of(Path path) throws IOException {
        Map<String, String> attributes = new HashMap<>();
        for (String name : Linux.attributes(path)) {
            if (belongsToImages(name)) {
                if (name.indexOf('=') >= 0) {
                    throw LayerException.of(
                            RawName.of(path),
                            "has the attribute '" + EntryName.shown(name) + "', whose name no archive can hold");
                }
                Linux.attribute(path, name)
                        .ifPresent(value -> attributes.put(name, new String(value, StandardCharsets.ISO_8859_1)));
            }
        }
        return attributes;
    }

    static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
