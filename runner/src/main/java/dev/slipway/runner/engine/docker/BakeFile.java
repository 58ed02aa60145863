package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A file for {@code buildx bake} with some targets, and all that these are built from. */
final class BakeFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Target> known;
    private final Instant sourceDate;
    private final List<String> platforms;
    private final Optional<CacheRepository> cache;

    /**
     * Files of these targets.
     *
     * @param known by their stages, all that others are built from
     * @param platforms to build for; the builder's own if empty
     * @param cache what is known of other builders' work
     */
    BakeFile(Map<String, Target> known, Instant sourceDate, List<String> platforms, Optional<CacheRepository> cache) {
        this.known = known;
        this.sourceDate = sourceDate;
        this.platforms = List.copyOf(platforms);
        this.cache = cache;
    }

    /**
     * Writes one.
     *
     * @param builder whose platform is built for unless told
     */
    String text(Collection<Target> targets, Order order, Builder builder) {
        Map<String, Object> all = new TreeMap<>();
        Deque<Target> left = new ArrayDeque<>(targets);
        while (!left.isEmpty()) {
            Target target = left.remove();
            if (!all.containsKey(Target.name(target.stage()))) {
                Map<String, Object> json = json(target, order.output());
                json.putAll(caches(target, order.isNews() && targets.contains(target), builder));
                all.put(Target.name(target.stage()), json);
                target.contexts().stream()
                        .map(stage -> Objects.requireNonNull(known.get(stage), stage))
                        .forEach(left::add);
            }
        }
        try {
            return JSON.writeValueAsString(Map.of("target", all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    /** What targets are built from is exported by nobody, whatever its output. */
    private Map<String, Object> json(Target target, String output) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("context", literal(target.context().toString()));
        json.put("dockerfile", literal(target.dockerfile().toString()));
        json.put("target", target.stage());
        Map<String, String> contexts = new TreeMap<>();
        target.contexts().forEach(stage -> contexts.put(stage, "target:" + Target.name(stage)));
        json.put("contexts", contexts);
        json.put("args", Map.of("SOURCE_DATE_EPOCH", String.valueOf(sourceDate.getEpochSecond())));
        json.put("secret", target.secrets().stream().map(BakeFile::literal).toList());
        json.put("output", List.of(literal(output)));
        if (!platforms.isEmpty()) {
            json.put("platforms", platforms);
        }
        return json;
    }

    private Map<String, Object> caches(Target target, boolean isKept, Builder builder) {
        if (cache.isEmpty()) {
            return Map.of();
        }
        List<String> builtFor = platforms.isEmpty() ? builder.ownPlatform() : platforms;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cache-from", List.of(literal(cache.get().source(target, builtFor))));
        if (isKept) {
            json.put("cache-to", List.of(literal(cache.get().destination(target, builtFor))));
        }
        return json;
    }

    /** Bake's JSON is HCL's, in which strings are templates. */
    private static String literal(String characters) {
        return characters.replace("${", "$${").replace("%{", "%%{");
    }
}
