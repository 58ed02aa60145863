package dev.slipway.runner.comparison;

import dev.slipway.model.Step;

/** File names that the kernel takes and programs stumble over. */
final class Names {
    private Names() {}

    /** Makes a folder of files with such names. */
    static Step make(String folder) {
        return Steps.run(
                "mkdir -p " + folder,
                "cd " + folder,
                "touch \"$(printf 'utf-8-\\303\\251')\"",
                "touch \"$(printf 'latin-1-\\351')\"",
                "touch \"$(printf 'no-encoding-\\377\\376\\200')\"",
                "touch \"$(printf 'line\\nbreak')\" \"$(printf 'tab\\tand\\001control\\177')\"",
                "touch 'back\\slash' 'quotes\"and'\"'\"'more' ' blanks ' '*[?]' ./-dash '%41' '$HOME'",
                "touch \"$(printf '%0255d' 0)\"",
                "mkdir -p \"$(printf '%0200d/%0200d/folder-\\351' 0 0)\"",
                "touch \"$(printf '%0200d/%0200d/folder-\\351/file-\\352' 0 0)\"",
                "ln -s \"$(printf 'to-\\351')\" \"$(printf 'link-\\353')\"",
                "echo x > \"$(printf 'hard-\\354')\"",
                "ln \"$(printf 'hard-\\354')\" \"$(printf 'hard-\\355')\"");
    }
}
