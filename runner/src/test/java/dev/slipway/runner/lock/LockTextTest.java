package dev.slipway.runner.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.testing.Golden;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTextTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Lock LOCK = new Lock(
            new TreeMap<>(Map.of(
                    "debian:bookworm",
                    new TreeMap<>(Map.of("digest", DIGEST, "linux/amd64", DIGEST, "linux/arm64", DIGEST)))),
            new TreeMap<>(Map.of("https://git.example/citus.git#v1", COMMIT)),
            new TreeMap<>(Map.of("buildpack-deps:bookworm", new TreeMap<>(Map.of("tar", "1.34+dfsg-1.2")))),
            new TreeMap<>(Map.of(
                    "base: apt-get install",
                    new TreeMap<>(Map.of("bison", "2:3.8.2+dfsg-1+b1", "awk", "virtual", "g++", "4:12.2.0-3")),
                    "base: RUN say \"\\\tit\"",
                    new TreeMap<>(Map.of("flex", "2.6.4-8.2")))));

    @Test
    void a_lock_is_a_text_with_an_entry_a_line(TestInfo test) {
        Golden.assertMatches(LockText.write(LOCK, "runner lock --profile debian"), "lock", test);
    }

    @Test
    void what_is_written_is_read() {
        assertThat(new LockText("images.lock").read(LockText.write(LOCK, "runner lock")))
                .isEqualTo(LOCK);
        assertThat(new LockText("images.lock").read(LockText.write(Lock.EMPTY, "runner lock")))
                .isEqualTo(Lock.EMPTY);
    }

    @Test
    void versions_may_start_with_a_letter() {
        Lock lock = packages("base: apt-get install", Map.of("tool", "v1.0-1"));

        assertThat(new LockText("images.lock").read(LockText.write(lock, "runner lock")))
                .isEqualTo(lock);
    }

    @Test
    void a_section_may_be_empty() {
        Lock lock = packages("base: RUN make", Map.of());

        assertThat(new LockText("images.lock").read(LockText.write(lock, "runner lock")))
                .isEqualTo(lock);
    }

    @Test
    void what_moves_is_one_line_of_the_text() {
        Lock moved = LOCK.with(LOCK.without(List.of("bison"))
                .with(packages(
                        "base: apt-get install", Map.of("bison", "2:3.9", "awk", "virtual", "g++", "4:12.2.0-3"))));

        List<String> before = LockText.write(LOCK, "runner lock").lines().toList();
        List<String> after = LockText.write(moved, "runner lock").lines().toList();
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line))).containsExactly("bison = \"2:3.9\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
                    [base]                    | images.lock:2: there is no part 'base'. Did you mean 'bases'? Its parts are bases, git, made, packages
                    bases = 1                 | images.lock:2: 'bases' is no table
                    bases.x = 1               | images.lock:2: 'x' is no table
                    bases.x.digest = "abc"    | images.lock:2: 'abc' is no digest: 'sha256:' and 64 hexadecimal digits
                    [bases."x"]               | images.lock:2: 'x' lacks 'digest'
                    git."a#b" = "v1"          | images.lock:2: 'v1' is no commit: 40 hexadecimal digits
                    packages.x.bison = "$(a)" | images.lock:2: '$(a)' is no version of a Debian package
                    packages.x.Bison = "1"    | images.lock:2: 'Bison' is no name of a Debian package
                    made.x.tar = 1            | images.lock:2: '1' is no version of a Debian package
                    """)
    void what_is_no_lock_is_refused_with_its_line(String line, String message) {
        assertThatThrownBy(() -> new LockText("images.lock").read("# A lock.\n" + line + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessage(message + ". Restore it, or delete the file and run 'runner lock'");
    }

    @Test
    void a_conflict_that_git_has_left_is_refused_with_its_line() {
        assertThatThrownBy(() -> new LockText("images.lock").read("[packages.\"x\"]\n<<<<<<< ours\nbison = \"1\"\n"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("images.lock:2: not TOML: ");
    }

    static Lock packages(String step, Map<String, String> versions) {
        return new Lock(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(step, new TreeMap<>(versions))));
    }
}
