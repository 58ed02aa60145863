package dev.slipway.bench;

/**
 * A change of the family, in the words of its sources.
 *
 * @param file that it is in
 * @param before what stands there once
 * @param after what stands there then
 */
record Edit(String file, String before, String after) {
    /** One package more in one image. */
    static final Edit ONE_PACKAGE = new Edit("Tester.java", "\"libdbi-perl\"", "\"htop\", \"libdbi-perl\"");

    /** Another version of one release. */
    static final Edit ONE_VERSION = new Edit("Llvm.java", "@Release(\"14\")", "@Release(\"13\")");

    /** Where the family comes from. */
    static Edit archive(Ports ports) {
        return new Edit("Place.java", "http://127.0.0.1:3142/debian", ports.archiveUrl());
    }

    static Edit debian(Ports ports) {
        return new Edit("Place.java", "127.0.0.1:5000/bases/debian", ports.registryHost() + "/bases/debian");
    }

    static Edit python(Ports ports) {
        return new Edit("Place.java", "127.0.0.1:5000/bases/python", ports.registryHost() + "/bases/python");
    }

    /**
     * A source with the change, or as it was if it is another file.
     *
     * @throws IllegalStateException if it does not say once what shall change
     */
    String apply(String name, String source) {
        if (!name.equals(file)) {
            return source;
        }
        int place = source.indexOf(before);
        if (place < 0 || source.indexOf(before, place + 1) >= 0) {
            throw new IllegalStateException(file + " does not say once: " + before);
        }
        return source.replace(before, after);
    }
}
