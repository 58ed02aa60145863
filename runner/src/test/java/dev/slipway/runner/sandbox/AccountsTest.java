package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.runner.sandbox.Accounts.Identity;
import dev.slipway.runner.sandbox.Accounts.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeAccounts() throws IOException {
        Path folder = Files.createDirectory(root.resolve("etc"));
        Files.writeString(folder.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/sh
                me:x:1000:1001:Me:/home/me:/bin/sh
                12:x:99:98:A number for a name:/home/12:/bin/sh
                """);
        Files.writeString(folder.resolve("group"), """
                me:x:1001:
                staff:x:50:you,me
                games:x:60:you
                """);
    }

    @Test
    void a_user_has_the_groups_and_the_home_of_its_account() throws IOException {
        assertThat(identify("me"))
                .isEqualTo(identify("1000"))
                .isEqualTo(new Identity(1000, 1001, List.of(1001, 50), "/home/me"));
        assertThat(identify("")).isEqualTo(new Identity(0, 0, List.of(0), "/root"));
    }

    @Test
    void a_group_that_is_named_is_the_only_one() throws IOException {
        assertThat(identify("me:games"))
                .isEqualTo(identify("1000:60"))
                .isEqualTo(new Identity(1000, 60, List.of(60), "/home/me"));
    }

    @Test
    void a_number_needs_no_account() throws IOException {
        assertThat(identify("77")).isEqualTo(new Identity(77, 0, List.of(0), "/"));
        assertThat(identify("77:78")).isEqualTo(new Identity(77, 78, List.of(78), "/"));
        assertThat(Accounts.of(root.resolve("elsewhere")).owner("5")).isEqualTo(new Owner(5, 5));
    }

    @Test
    void an_owner_by_number_is_that_number_whoever_has_it() throws IOException {
        assertThat(owner("me")).isEqualTo(new Owner(1000, 1001));
        assertThat(owner("me:staff")).isEqualTo(new Owner(1000, 50));
        assertThat(owner("1000")).isEqualTo(new Owner(1000, 1000));
        assertThat(owner("12")).isEqualTo(new Owner(12, 12));
        assertThat(owner("12:")).isEqualTo(new Owner(12, 12));
        assertThat(owner("root:root")).isEqualTo(Owner.ROOT);
        assertThat(owner("4294967295:4294967294")).isEqualTo(new Owner(-1, -2));
    }

    @Test
    void whom_the_image_does_not_know_is_an_error() {
        assertThatIOException().isThrownBy(() -> identify("you")).withMessage("the image has no user 'you'");
        assertThatIOException()
                .isThrownBy(() -> owner("me:nowhere"))
                .withMessage("the image has no group 'nowhere', which 'me:nowhere' names");
        assertThatIOException()
                .isThrownBy(() -> owner("4294967296"))
                .withMessage("'4294967296' is no user: the highest number is 4294967295");
    }

    private Identity identify(String name) throws IOException {
        return Accounts.of(root).identify(name);
    }

    private Owner owner(String name) throws IOException {
        return Accounts.of(root).owner(name);
    }
}
