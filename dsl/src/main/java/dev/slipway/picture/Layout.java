package dev.slipway.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Places boxes in columns from left to right, after Sugiyama: each stands one column right of the last that it
 * needs, an edge over several columns gets a place in each, places are ordered so that few edges cross, and moved
 * towards those that they are joined to.
 */
final class Layout {
    private static final int SWEEPS = 12;
    private static final double GAP_BETWEEN_NODES = 44;
    private static final double GAP_BESIDE_AN_EDGE = 24;

    /** A box, or where an edge passes through a column; mutable only while the layout is computed. */
    static final class Place {
        private final String box;
        private final int column;
        private final List<Place> before = new ArrayList<>();
        private final List<Place> after = new ArrayList<>();
        private double y;

        private Place(String box, int column) {
            this.box = box;
            this.column = column;
        }

        /** The id of its box; empty for an edge that passes. */
        String box() {
            return box;
        }

        int column() {
            return column;
        }

        /** Its middle. */
        double y() {
            return y;
        }

        private boolean passes() {
            return box.isEmpty();
        }
    }

    private final List<List<Place>> columns = new ArrayList<>();
    private final List<List<Place>> edges = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    Layout(Picture picture) {
        picture.boxes().forEach(this::place);
        picture.boxes().forEach(box -> box.needs().forEach(needed -> join(place(needed), place(box.id()))));
        order();
        move();
    }

    /** A box's place. */
    Place place(String id) {
        return Objects.requireNonNull(places.get(id), id);
    }

    int columnCount() {
        return columns.size();
    }

    /** Each edge as the places that it goes through, from the box needed to the one that needs it. */
    List<List<Place>> edges() {
        return edges;
    }

    private void place(Picture.Box box) {
        int column = box.needs().stream()
                .mapToInt(needed -> place(needed).column() + 1)
                .max()
                .orElse(0);
        places.put(box.id(), add(box.id(), column));
    }

    private Place add(String box, int column) {
        while (columns.size() <= column) {
            columns.add(new ArrayList<>());
        }
        Place place = new Place(box, column);
        columns.get(column).add(place);
        return place;
    }

    private void join(Place from, Place to) {
        List<Place> way = new ArrayList<>();
        way.add(from);
        for (int column = from.column + 1; column < to.column; column++) {
            way.add(add("", column));
        }
        way.add(to);
        for (int i = 1; i < way.size(); i++) {
            way.get(i - 1).after.add(way.get(i));
            way.get(i).before.add(way.get(i - 1));
        }
        edges.add(way);
    }

    private void order() {
        List<List<Place>> best = copy(columns);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 0; i < columns.size(); i++) {
                sort(columns.get(rightwards ? i : columns.size() - 1 - i), rightwards);
            }
            if (crossings(columns) < crossings(best)) {
                best = copy(columns);
            }
        }
        columns.clear();
        columns.addAll(best);
    }

    private static List<List<Place>> copy(List<List<Place>> columns) {
        List<List<Place>> copy = new ArrayList<>();
        columns.forEach(column -> copy.add(new ArrayList<>(column)));
        return copy;
    }

    /** By the mean position of the neighbours on one side; who has none there stays near where it is. */
    private void sort(List<Place> column, boolean byThoseBefore) {
        Map<Place, Double> wishes = new HashMap<>();
        for (Place place : column) {
            List<Place> neighbours = byThoseBefore ? place.before : place.after;
            wishes.put(
                    place,
                    neighbours.stream()
                            .mapToDouble(neighbour -> columns.get(neighbour.column)
                                            .indexOf(neighbour)
                                    / (double) columns.get(neighbour.column).size())
                            .average()
                            .orElse(column.indexOf(place) / (double) column.size()));
        }
        column.sort(Comparator.comparing(wishes::get));
    }

    private static int crossings(List<List<Place>> columns) {
        int crossings = 0;
        for (int i = 1; i < columns.size(); i++) {
            List<Place> left = columns.get(i - 1);
            List<int[]> lines = new ArrayList<>();
            for (int to = 0; to < columns.get(i).size(); to++) {
                for (Place from : columns.get(i).get(to).before) {
                    lines.add(new int[] {left.indexOf(from), to});
                }
            }
            for (int[] one : lines) {
                for (int[] other : lines) {
                    crossings += one[0] < other[0] && one[1] > other[1] ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    private void move() {
        columns.forEach(column -> spread(column, false));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            for (int i = 0; i < columns.size(); i++) {
                List<Place> column = columns.get(rightwards ? i : columns.size() - 1 - i);
                column.forEach(place -> place.y = wish(place, rightwards));
                spread(column, true);
            }
        }
        double top = columns.stream()
                .flatMap(List::stream)
                .mapToDouble(Place::y)
                .min()
                .orElse(0);
        columns.forEach(column -> column.forEach(place -> place.y -= top));
    }

    private static double wish(Place place, boolean byThoseBefore) {
        List<Place> neighbours = byThoseBefore ? place.before : place.after;
        return neighbours.stream().mapToDouble(Place::y).average().orElse(place.y);
    }

    /** Keeps the order and the gaps; as a whole the column stays where its places wish to be. */
    private static void spread(List<Place> column, boolean around) {
        double wished = column.stream().mapToDouble(Place::y).sum();
        for (int i = 1; i < column.size(); i++) {
            Place previous = column.get(i - 1);
            Place place = column.get(i);
            double gap = previous.passes() || place.passes() ? GAP_BESIDE_AN_EDGE : GAP_BETWEEN_NODES;
            place.y = Math.max(place.y, previous.y + gap);
        }
        double shift = around && !column.isEmpty()
                ? (wished - column.stream().mapToDouble(Place::y).sum()) / column.size()
                : 0;
        column.forEach(place -> place.y += shift);
    }
}
