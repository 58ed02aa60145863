package dev.slipway.runner.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file of a lock: TOML with an entry a line, sorted, so that what moved is a line of a diff, and two people who lock
 * different things get in each other's way only where they moved the same.
 *
 * @param file what messages call it
 */
public record LockText(String file) {
    private static final String BASES = "bases";
    private static final String GIT = "git";
    private static final String MADE = "made";
    private static final String PACKAGES = "packages";
    private static final List<String> PARTS = List.of(BASES, GIT, MADE, PACKAGES);

    private static final String CURE = ". Restore it, or delete the file and run 'runner lock'";

    /** What a value must be. */
    private enum Kind {
        DIGEST("sha256:[0-9a-f]{64}", "no digest: 'sha256:' and 64 hexadecimal digits"),
        COMMIT("[0-9a-f]{40}", "no commit: 40 hexadecimal digits"),
        VERSION("[0-9A-Za-z][0-9A-Za-z.+~:-]*", "no version of a Debian package");

        private final Pattern pattern;
        private final String fault;

        Kind(String pattern, String fault) {
            this.pattern = Pattern.compile(pattern);
            this.fault = fault;
        }
    }

    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9.+-]*");
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /**
     * The text of a lock.
     *
     * @param command that makes it: {@code runner lock}
     */
    public static String write(Lock lock, String command) {
        StringBuilder text = new StringBuilder();
        text.append("# What images are made of, and of nothing else; written by '")
                .append(command);
        text.append("', which adds what is missing.\n# '").append(command);
        text.append(" --update NAME' moves an entry: a base, a git source or a package.\n");
        sections(text, BASES, lock.bases());
        if (!lock.git().isEmpty()) {
            section(text, GIT, lock.git());
        }
        sections(text, MADE, lock.made());
        sections(text, PACKAGES, lock.packages());
        return text.toString();
    }

    private static void sections(StringBuilder text, String part, Map<String, SortedMap<String, String>> sections) {
        sections.forEach((name, section) -> section(text, part + "." + quoted(name), section));
    }

    private static void section(StringBuilder text, String name, Map<String, String> section) {
        text.append("\n[").append(name).append("]\n");
        section.forEach((key, value) ->
                text.append(key(key)).append(" = ").append(quoted(value)).append('\n'));
    }

    private static String key(String key) {
        return BARE_KEY.matcher(key).matches() ? key : quoted(key);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\');
            }
            quoted.append(point < ' ' || point == 0x7f ? String.format("\\u%04x", point) : Character.toString(point));
        });
        return quoted.append('"').toString();
    }

    /**
     * The lock of a text.
     *
     * @throws InputException if it is no such file, naming the line
     */
    public Lock read(String text) {
        JsonNode top = parse(text);
        top.fieldNames().forEachRemaining(part -> {
            if (!PARTS.contains(part)) {
                throw problem(
                        text,
                        part,
                        "there is no part '" + part + "'." + Suggestion.didYouMean(part, PARTS) + " Its" + " parts are "
                                + String.join(", ", PARTS));
            }
        });
        Reading reading = new Reading(text);
        Lock lock = new Lock(
                reading.sections(top, BASES, Kind.DIGEST),
                reading.section(top, GIT, Kind.COMMIT),
                reading.sections(top, MADE, Kind.VERSION),
                reading.sections(top, PACKAGES, Kind.VERSION));
        lock.bases().forEach((reference, digests) -> {
            if (!digests.containsKey(Lock.DIGEST)) {
                throw problem(text, quoted(reference), "'" + reference + "' lacks '" + Lock.DIGEST + "'");
            }
        });
        return lock;
    }

    private JsonNode parse(String text) {
        try {
            return new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String place = line > 0 ? file + ":" + line : file;
            throw new InputException(place + ": not TOML: " + e.getOriginalMessage() + CURE, e);
        }
    }

    private final class Reading {
        private final String text;

        Reading(String text) {
            this.text = text;
        }

        SortedMap<String, SortedMap<String, String>> sections(JsonNode top, String part, Kind kind) {
            SortedMap<String, SortedMap<String, String>> sections = new TreeMap<>();
            JsonNode tables = table(top, part);
            tables.fieldNames().forEachRemaining(name -> sections.put(name, section(tables, name, kind)));
            return sections;
        }

        SortedMap<String, String> section(JsonNode parent, String name, Kind kind) {
            SortedMap<String, String> section = new TreeMap<>();
            JsonNode table = table(parent, name);
            table.fieldNames()
                    .forEachRemaining(
                            key -> section.put(key, value(key, Objects.requireNonNull(table.get(key)), kind)));
            return section;
        }

        private JsonNode table(JsonNode parent, String name) {
            JsonNode table = parent.path(name);
            if (!table.isMissingNode() && !table.isObject()) {
                throw problem(text, name, "'" + name + "' is no table");
            }
            return table;
        }

        private String value(String key, JsonNode value, Kind kind) {
            if (!value.isTextual() || !kind.pattern.matcher(value.textValue()).matches()) {
                throw problem(text, key, "'" + value.asText() + "' is " + kind.fault);
            }
            if (kind == Kind.VERSION && !PACKAGE.matcher(key).matches()) {
                throw problem(text, key, "'" + key + "' is no name of a Debian package");
            }
            return value.textValue();
        }
    }

    /** The parser does not tell where a value stood, so that is where its key stands first. */
    private InputException problem(String text, String key, String message) {
        List<String> lines = text.lines().toList();
        int line = 0;
        while (line < lines.size() && !lines.get(line).contains(key)) {
            line++;
        }
        return new InputException(file + ":" + (line + 1) + ": " + message + CURE);
    }
}
