package dev.slipway.model;

/**
 * Where an author wrote something.
 *
 * @param type the qualified name of the class, annotation or package that carries the annotation
 * @param annotation the simple name of the annotation, or empty for the declaration itself
 * @param file the simple name of the source file
 * @param line the line in that file, from 1; 0 where the compiler does not tell
 */
public record Origin(String type, String annotation, String file, int line) {
    /** As shown to people: {@code ExtBuilder.java:14 @AptPackages}. */
    public String describe() {
        String place = line > 0 ? file + ":" + line : file;
        return annotation.isEmpty() ? place : place + " @" + annotation;
    }

    /** Like {@link #describe} without the line, so that files made from it change only when the meaning does. */
    public String describeWithoutLine() {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return annotation.isEmpty() ? simple : simple + " @" + annotation;
    }
}
