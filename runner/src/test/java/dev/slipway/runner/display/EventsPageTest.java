package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.event.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about events tells of all that there are. */
class EventsPageTest {
    private static final Path PAGE = Path.of("src/main/java/dev/slipway/runner/display/EVENTS.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-zA-Z]+)` \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+)`");
    /** What the page says of every event. */
    private static final Set<String> COMMON = Set.of("time", "event");

    @Test
    void every_event_and_every_field_of_it_is_there_and_no_other() throws IOException {
        Map<String, Set<String>> told = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            told.put(rows.group(1), names(rows.group(2)));
        }
        // Names of commands, and fields that the row before has.
        told.get("baseStarted").removeAll(Set.of("pull", "debootstrap"));
        told.get("operationFinished").addAll(told.get("operationStarted"));

        Map<String, Set<String>> real = new TreeMap<>();
        for (JsonNode event : events()) {
            Set<String> fields = fields(event);
            fields.removeAll(COMMON);
            real.put(event.path("event").asText(), fields);
        }
        assertThat(told).isEqualTo(real).hasSize(Event.class.getPermittedSubclasses().length);
    }

    @Test
    void the_fields_of_results_and_failures_are_there() throws IOException {
        JsonNode last = events().get(events().size() - 1);

        assertThat(names(paragraph("An object in `images`")))
                .containsAll(fields(last.path("images").get(0)));
        assertThat(names(paragraph("A failure has")))
                .containsAll(fields(last.path("failures").get(0)));
        assertThat(names(paragraph("An object in `images`")))
                .containsAll(Stream.of(Event.State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static List<JsonNode> events() throws IOException {
        StringWriter text = new StringWriter();
        JsonDisplay display = new JsonDisplay(new PrintWriter(text), Clock.systemUTC());
        ExampleRun.EVENTS.forEach(display::on);
        ObjectMapper mapper = new ObjectMapper();
        return mapper.readerFor(JsonNode.class)
                .<JsonNode>readValues(text.toString())
                .readAll();
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> fields = new TreeSet<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String paragraph(String beginning) throws IOException {
        return Stream.of(Files.readString(PAGE).split("\n\n", -1))
                .filter(paragraph -> paragraph.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
