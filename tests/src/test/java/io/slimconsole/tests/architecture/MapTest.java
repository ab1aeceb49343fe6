package io.slimconsole.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;

import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Set;

/// The map of the modules, and the rules of threads and layers that the compiler can't hold.
@AnalyzeClasses(packages = "io.slimconsole", importOptions = ImportOption.DoNotIncludeTests.class)
final class MapTest {
    private static final String GENERATED = "io.slimconsole.node.wire.proto..";

    @ArchTest
    static final ArchRule the_node_cannot_see_content =
            noClasses()
                    .that()
                    .resideInAPackage("io.slimconsole.node..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.slimconsole.mls..",
                            "io.slimconsole.session..",
                            "io.slimconsole.persistence..",
                            "io.slimconsole.ui..")
                    .because("a node forwards payloads that it has no means to read");

    @ArchTest
    static final ArchRule mls_stands_by_itself =
            noClasses()
                    .that()
                    .resideInAPackage("io.slimconsole.mls..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.slimconsole.node..",
                            "io.slimconsole.session..",
                            "io.slimconsole.persistence..",
                            "io.slimconsole.ui..",
                            "org.slf4j..")
                    .because("MLS works over any transport, and logs nothing it might regret");

    @ArchTest
    static final ArchRule mls_packages_form_no_cycle =
            slices().matching("io.slimconsole.mls.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("each section of RFC 9420 can be read without those after it");

    @ArchTest
    static final ArchRule curves_stay_in_the_crypto_package =
            noClasses()
                    .that()
                    .resideInAPackage("io.slimconsole.mls..")
                    .and(not(resideInAPackage("io.slimconsole.mls.crypto..")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "org.bouncycastle..",
                                            "javax.crypto..",
                                            "java.security..")
                                    // what a cipher of the application throws
                                    .and(not(equivalentTo(GeneralSecurityException.class))))
                    .because("a primitive can be replaced in one place");

    @ArchTest
    static final ArchRule sessions_know_no_disk_and_no_window =
            noClasses()
                    .that()
                    .resideInAPackage("io.slimconsole.session..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.slimconsole.persistence..", "io.slimconsole.ui..")
                    .because("arrows between modules point one way");

    @ArchTest
    static final ArchRule session_packages_form_no_cycle =
            slices().matching("io.slimconsole.session.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("who is in, what is said and how it is kept can each be read alone");

    @ArchTest
    static final ArchRule machines_read_no_clock_and_send_nothing =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.slimconsole.session.membership..",
                            "io.slimconsole.session.delivery..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.util.concurrent..",
                            "io.slimconsole.session.network..",
                            "org.slf4j..")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .because("state and input give the next state and what is to be done");

    @ArchTest
    static final ArchRule persistence_knows_no_window =
            noClasses()
                    .that()
                    .resideInAPackage("io.slimconsole.persistence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.slimconsole.ui..")
                    .because("arrows between modules point one way");

    @ArchTest
    static final ArchRule no_product_code_needs_the_tests =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.slimconsole.node..",
                            "io.slimconsole.mls..",
                            "io.slimconsole.session..",
                            "io.slimconsole.persistence..",
                            "io.slimconsole.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.slimconsole.tests..")
                    .because("tests use the product, not the other way round");

    @ArchTest
    static final ArchRule node_packages_form_no_cycle =
            slices().matching("io.slimconsole.node.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(
                            "each part of the node can be read, and tested, without the ones above"
                                    + " it");

    @ArchTest
    static final ArchRule screens_form_no_cycle =
            slices().matching("io.slimconsole.ui.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a screen can be understood without its neighbours");

    @ArchTest
    static final ArchRule only_the_window_knows_javafx =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.slimconsole.node..",
                            "io.slimconsole.mls..",
                            "io.slimconsole.session..",
                            "io.slimconsole.persistence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
                    .because("a node runs on machines without a desktop");

    @ArchTest
    static final ArchRule view_models_need_no_toolkit =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
                    .because("what a screen shows and does is tested without opening one");

    @ArchTest
    static final ArchRule one_bridge_to_the_fx_thread =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.slimconsole.ui.fx..")
                    .and(not(resideInAPackage("io.slimconsole.tests..")))
                    .should()
                    .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
                    .because("updates that bypass the conflating bridge flood the FX thread");

    @ArchTest
    static final ArchRule sql_stays_in_persistence =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.slimconsole.persistence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.h2..", "org.jdbi..", "org.flywaydb..")
                    .because("the other modules speak their own types to the stores");

    @ArchTest
    static final ArchRule generated_classes_stay_at_the_wire =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.slimconsole.node..", "io.slimconsole.session.wire..")
                    .and(not(resideInAPackage("io.slimconsole.tests..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(GENERATED)
                    .because(
                            "the wire schema is the node's; others see SlimMessage, or"
                                    + " SessionMessage");

    @ArchTest
    static final ArchRule nothing_sleeps =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.slimconsole.tests..")
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .because("a thread waits for the thing itself");

    @ArchTest
    static final ArchRule every_package_says_why_it_exists =
            classes()
                    .that(not(resideInAnyPackage(GENERATED, "io.slimconsole.ui.manager.proto..")))
                    .should(liveInANullMarkedPackage())
                    .because("a plain type means: always there");

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        Set<String> seen = new HashSet<>();
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                JavaPackage home = item.getPackage();
                if (seen.add(home.getName())
                        && home.tryGetAnnotationOfType(NullMarked.class).isEmpty()) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    item,
                                    home.getName() + " has no @NullMarked package-info.java"));
                }
            }
        };
    }
}
