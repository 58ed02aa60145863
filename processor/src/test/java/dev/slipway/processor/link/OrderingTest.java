package dev.slipway.processor.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.validate.Position;
import dev.slipway.processor.validate.WordOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderingTest {
    private static final List<WordOrder> NO_ORDER = List.of();

    @Test
    void what_is_the_same_for_all_variants_comes_first_and_configuration_last() {
        Item same = env("SAME", false, "Env", 0, List.of());
        Item varying = packages("postgresql-16", true, "AptPackages", List.of());
        Item workdir = item(new Step.Workdir(Text.literal("/srv"), List.of()), false, "Workdir", 0, List.of());
        Item shell = item(new Step.Shell(List.of("/bin/bash", "-c"), List.of()), false, "Shell", 0, List.of());

        assertThat(Ordering.order(List.of(workdir, varying, same, shell), NO_ORDER))
                .containsExactly(shell.step(), same.step(), varying.step(), workdir.step());
    }

    @Test
    void phases_order_what_varies_alike() {
        Item account = item(
                new Step.Account("user", 0, "/home/user", "/bin/sh", List.of(), List.of()),
                false,
                "Account",
                0,
                List.of());
        Item install = packages("make", false, "AptPackages", List.of());
        Item env = env("A", false, "Env", 0, List.of());

        assertThat(Ordering.order(List.of(env, install, account), NO_ORDER))
                .containsExactly(account.step(), install.step(), env.step());
    }

    @Test
    void the_order_of_the_input_does_not_count() {
        List<Item> items = new ArrayList<>(List.of(
                env("A", false, "Env", 0, List.of()),
                env("B", false, "Env", 1, List.of()),
                packages("make", false, "AptPackages", List.of()),
                packages("gcc", true, "Compiler", List.of(0))));
        List<Step> ordered = Ordering.order(items, NO_ORDER);
        Collections.reverse(items);

        assertThat(Ordering.order(items, NO_ORDER)).isEqualTo(ordered);
    }

    @Test
    void a_use_of_a_fragment_keeps_the_order_of_its_phases() {
        Item install = packages("postgresql-16", true, "Postgres", List.of(1));
        Item env = env("A", false, "Postgres", 0, List.of(0));

        assertThat(Ordering.order(List.of(env, install), NO_ORDER)).containsExactly(install.step(), env.step());
    }

    @Test
    void variables_keep_the_order_in_which_they_are_written() {
        Item first = env("Z", true, "Env", 0, List.of());
        Item second = env("A", false, "Env", 1, List.of());

        assertThat(Ordering.order(List.of(second, first), NO_ORDER)).containsExactly(first.step(), second.step());
    }

    @Test
    void an_order_overrules_phases() {
        Item install = packages("make", false, "AptPackages", List.of());
        Item env = env("A", false, "Env", 0, List.of());

        assertThat(Ordering.order(List.of(install, env), List.of(order("test.Env", "test.AptPackages"))))
                .containsExactly(env.step(), install.step());
    }

    @Test
    void orders_that_contradict_each_other_are_named() {
        List<Item> items =
                List.of(packages("make", false, "AptPackages", List.of()), env("A", false, "Env", 0, List.of()));
        List<WordOrder> orders = List.of(order("test.Env", "test.AptPackages"), order("test.AptPackages", "test.Env"));

        assertThatExceptionOfType(OrderException.class)
                .isThrownBy(() -> Ordering.order(items, orders))
                .withMessage("@Env -> @AptPackages -> @Env")
                .satisfies(e -> assertThat(e.order()).isEqualTo(orders.get(0)));
    }

    @Test
    void an_order_in_a_fragment_overrules_its_phases_and_nothing_else() {
        Item install = fragment("Postgres", "AptPackages", packages("postgresql-16", true, "AptPackages", List.of()));
        Item files = fragment("Postgres", "Files", env("FILES", true, "Env", 0, List.of()));
        Item env = fragment("Postgres", "Env", env("A", true, "Env", 0, List.of()));
        Item other = env("B", false, "Env", 0, List.of());
        WordOrder order =
                new WordOrder(List.of(new Position("test.Postgres", 0)), List.of("test.Env", "test.AptPackages"));

        assertThat(Ordering.order(List.of(install, files, env, other), List.of(order)))
                .containsExactly(other.step(), env.step(), install.step(), files.step());
    }

    @Test
    void an_order_cannot_take_a_fragment_apart() {
        Item install = fragment("Postgres", "AptPackages", packages("postgresql-16", true, "AptPackages", List.of()));
        Item env = fragment("Postgres", "Env", env("A", true, "Env", 0, List.of()));
        Item other = env("B", false, "Env", 0, List.of());

        assertThat(Ordering.order(List.of(install, env, other), List.of(order("test.Postgres", "test.Env"))))
                .containsExactly(install.step(), env.step(), other.step());
    }

    @Test
    void neighbouring_installs_become_one_in_the_order_of_names() {
        Item make = packages("make", false, "AptPackages", List.of());
        Item gcc = packages("gcc", false, "Compiler", List.of(0));
        Item varying = packages("postgresql-16", true, "AptPackages", List.of());

        List<Step> steps = Ordering.order(List.of(make, varying, gcc), NO_ORDER);

        assertThat(steps).hasSize(2);
        assertThat(((Step.AptPackages) steps.get(0)).packages())
                .extracting(Text::source)
                .containsExactly("gcc", "make");
    }

    private static Item packages(String name, boolean varies, String word, List<Integer> inner) {
        return item(
                new Step.AptPackages(List.of(Text.literal(name)), Text.empty(), false, List.of()),
                varies,
                word,
                0,
                inner);
    }

    private static Item env(String name, boolean varies, String word, int position, List<Integer> inner) {
        return item(new Step.Env(name, Text.literal("1"), List.of()), varies, word, position, inner);
    }

    private static Item item(Step step, boolean varies, String word, int position, List<Integer> inner) {
        List<Position> path = new ArrayList<>(List.of(new Position("test." + word, position)));
        inner.forEach(index -> path.add(new Position("test.Inner", index)));
        return new Item(step, Phase.of(step), varies, path);
    }

    /** The item as an annotation of a fragment's brings it. */
    private static Item fragment(String name, String word, Item item) {
        return new Item(
                item.step(),
                item.phase(),
                item.varies(),
                List.of(new Position("test." + name, 0), new Position("test." + word, 0)));
    }

    private static WordOrder order(String... words) {
        return new WordOrder(List.of(), List.of(words));
    }
}
