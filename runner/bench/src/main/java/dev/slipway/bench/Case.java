package dev.slipway.bench;

/** What is timed, in the order in which each tool does it. */
enum Case {
    COLD("cold", "nothing is there but the tool"),
    WARM("warm", "nothing has changed since"),
    PUSH_EMPTY("push, new", "to a repository with nothing in it"),
    PUSH_FULL("push, again", "to the same, which has it all"),
    ONE_PACKAGE("a package", "one more in one image"),
    ONE_VERSION("a version", "one release of three is another");

    private final String title;
    private final String meaning;

    Case(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
