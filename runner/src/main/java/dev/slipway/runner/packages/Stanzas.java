package dev.slipway.runner.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paragraphs of {@code Name: value}, with empty lines between them, as dpkg, apk and mail have them. */
final class Stanzas {
    private Stanzas() {}

    /** Of each paragraph its fields; of a value over several lines the first, and of two fields of one name the first. */
    static List<Map<String, String>> of(String text) {
        List<Map<String, String>> stanzas = new ArrayList<>();
        Map<String, String> stanza = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) {
                addTo(stanzas, stanza);
                stanza = new HashMap<>();
            } else {
                int colon = line.indexOf(':');
                if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                    stanza.putIfAbsent(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        }
        addTo(stanzas, stanza);
        return stanzas;
    }

    private static void addTo(List<Map<String, String>> stanzas, Map<String, String> stanza) {
        if (!stanza.isEmpty()) {
            stanzas.add(stanza);
        }
    }
}
