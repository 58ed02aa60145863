package dev.slipway.model;

/** A text in which something looks like a reference and is none. */
public final class TextSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    TextSyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Where in the text it stands, counted in characters from 0. */
    public int position() {
        return position;
    }
}
