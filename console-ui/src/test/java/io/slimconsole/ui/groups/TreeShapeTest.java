package io.slimconsole.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.groups.TreeShape.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

final class TreeShapeTest {
    private final ManualClock clock = new ManualClock(Groups.BEGAN);

    private TreeShape shape(int members) {
        return TreeShape.of(Groups.of(members, clock).view());
    }

    private static Place at(TreeShape shape, int node) {
        return shape.place(node).orElseThrow();
    }

    private static List<Integer> nodes(List<Place> places) {
        return places.stream().map(Place::node).toList();
    }

    @Test
    void aLoneMemberIsRootAndLeaf() {
        TreeShape shape = shape(1);

        assertThat(shape.places()).containsExactly(new Place(0, 0, 0, 0.5, false, true, 0));
        assertThat(shape.parent(at(shape, 0))).isEmpty();
        assertThat(shape.beside(at(shape, 0), 1)).isEmpty();
    }

    @Test
    void twoMembersHangOnOneParentBetweenThem() {
        TreeShape shape = shape(2);

        assertThat(nodes(shape.places())).containsExactly(0, 1, 2);
        assertThat(at(shape, 1)).isEqualTo(new Place(1, 0, 0, 1.0, true, true, 0));
        assertThat(at(shape, 2)).isEqualTo(new Place(2, 0, 1, 1.5, false, false, 0));
        assertThat(shape.columns()).isEqualTo(2);
        assertThat(shape.rows()).isEqualTo(2);
    }

    @Test
    void leavesWithoutAnybodyAreFoldedWhereAWholeSubtreeIsBlank() {
        TreeShape shape = shape(12);

        Place folded = shape.tips().getLast();

        assertThat(shape.rows()).isEqualTo(13);
        assertThat(folded).isEqualTo(new Place(27, 4, 2, 12.5, true, false, 0));
        assertThat(shape.left(folded)).isEmpty();
        assertThat(shape.place(24)).isEmpty();
        assertThat(shape.parent(folded)).contains(at(shape, 23));
    }

    @Test
    void aBlankLeafBetweenOthersKeepsItsLine() {
        TreeShape shape = TreeShape.of(Groups.of(5, clock).remove(2).view());

        assertThat(at(shape, 4).blank()).isTrue();
        assertThat(at(shape, 4).folded()).isZero();
        assertThat(at(shape, 4).row()).isEqualTo(2.5);
    }

    @Test
    void ourPathGoesFromOurLeafToTheRoot() {
        TreeShape shape = shape(12);

        assertThat(nodes(shape.places().stream().filter(Place::onOwnPath).toList()))
                .containsExactly(0, 1, 3, 7, 15);
    }

    @Test
    void unmergedLeavesAreKnownOnBothSides() {
        Groups groups = Groups.of(4, clock).renew();
        groups.remove(3).add(false, "plant/line-1/late");

        TreeShape shape = TreeShape.of(groups.view());

        assertThat(at(shape, 6).unmerged()).isEqualTo(1);
        assertThat(at(shape, 3).unmerged()).isEqualTo(1);
        assertThat(at(shape, 4).unmerged()).isZero();
    }

    @Test
    void arrowsGoUpTheTreeAndAlongItsLevels() {
        TreeShape shape = shape(8);

        assertThat(shape.parent(at(shape, 4))).contains(at(shape, 5));
        assertThat(shape.left(at(shape, 5))).contains(at(shape, 4));
        assertThat(shape.right(at(shape, 5))).contains(at(shape, 6));
        assertThat(shape.beside(at(shape, 4), 1)).contains(at(shape, 6));
        assertThat(shape.beside(at(shape, 5), -1)).contains(at(shape, 1));
        assertThat(shape.beside(at(shape, 5), 1)).contains(at(shape, 9));
        assertThat(shape.beside(at(shape, 0), -1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12, 33})
    void everyBranchLeadsDownToItsLinesInTheirOrder(int members) {
        TreeShape shape = shape(members);

        assertThat(nodes(shape.places())).isSorted();
        assertThat(shape.tips()).extracting(Place::row).isSorted();
        for (Place place : shape.places()) {
            Optional<Place> left = shape.left(place);
            Optional<Place> right = shape.right(place);
            assertThat(left.isPresent()).isEqualTo(!place.isTip());
            if (left.isPresent() && right.isPresent()) {
                assertThat(place.row()).isBetween(left.get().row(), right.get().row());
                assertThat(left.get().column()).isEqualTo(place.column() + 1);
                assertThat(shape.parent(left.get())).contains(place);
                assertThat(shape.parent(right.get())).contains(place);
            }
        }
    }

    @Test
    void nothingHasNoPlaces() {
        assertThat(TreeShape.EMPTY.places()).isEmpty();
        assertThat(TreeShape.EMPTY.columns()).isZero();
        assertThat(TreeShape.EMPTY.place(0)).isEmpty();
    }
}
