package dev.slipway.processor;

import com.google.testing.compile.JavaFileObjects;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * The page of a rule, in parts that begin with '##'. A block of the first part belongs to both examples. A block may name
 * its file behind its language; what is not Java lies in the context, and what is in folder 'generated' is written by
 * another processor. Without a name a block is a file of the catalogue's package, and nobody who reads it needs its
 * imports.
 */
record DiagnosticPage(String text) {
    private static final Pattern BLOCK = Pattern.compile(
            "^```(?<language>\\w+)(?: (?<file>\\S+))?\n(?<content>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String PACKAGE = "citus";
    private static final String PACKAGE_INFO = "package-info.java";
    private static final String GENERATED = "generated/";
    private static final String JAVA = "java";

    /** @param context what lies in the context, by its path */
    record Example(List<JavaFileObject> sources, List<JavaFileObject> generated, Map<String, String> context) {}

    Example mistake() {
        return example("Mistake");
    }

    Example right() {
        return example("Right");
    }

    String message() {
        return messageBlock().group("content").strip();
    }

    /** The same page with another message. */
    String withMessage(String message) {
        Matcher block = messageBlock();
        int start = text.indexOf(part("Message")) + block.start("content");
        int end = start + block.group("content").length();
        return text.substring(0, start) + message + "\n" + text.substring(end);
    }

    private Matcher messageBlock() {
        Matcher block = BLOCK.matcher(part("Message"));
        if (!block.find()) {
            throw new IllegalStateException("no block below '## Message'");
        }
        return block;
    }

    private Example example(String title) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PACKAGE_INFO, "@Catalog(repository = \"citus\")\npackage citus;\n\nimport dev.slipway.dsl.*;\n");
        Map<String, String> context = new HashMap<>();
        Stream.of(text.split("\n## ", 2)[0], part(title)).forEach(part -> {
            Matcher block = BLOCK.matcher(part);
            while (block.find()) {
                boolean java = block.group("language").equals(JAVA);
                String file = block.group("file") == null ? "Example.java" : block.group("file");
                (java ? files : context).put(file, block.group("content"));
            }
        });
        Map<Boolean, List<JavaFileObject>> sources = files.entrySet().stream()
                .collect(Collectors.partitioningBy(
                        entry -> entry.getKey().startsWith(GENERATED),
                        Collectors.mapping(entry -> source(entry.getKey(), entry.getValue()), Collectors.toList())));
        return new Example(sources.get(false), sources.get(true), context);
    }

    private String part(String title) {
        return Stream.of(text.split("(?m)^## "))
                .filter(part -> part.startsWith(title + "\n"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no part '## " + title + "'"));
    }

    private static JavaFileObject source(String file, String content) {
        String name = file.replace(GENERATED, "").replace(".java", "");
        String source = file.equals(PACKAGE_INFO)
                ? content
                : "package " + PACKAGE + ";\n\nimport dev.slipway.dsl.*;\n\n" + content;
        return JavaFileObjects.forSourceString(PACKAGE + "." + name, source);
    }
}
