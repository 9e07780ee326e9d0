package io.florin.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. Each rule is one line of the module map in README. */
class ArchitectureTest {
    private static final List<String> MODULES =
            List.of("protocol", "persistence", "http-edge", "cluster-node", "sandbox");
    private static final JavaClasses MAIN = compiled("classes");
    private static final JavaClasses TESTS = compiled("test-classes");

    private static JavaClasses compiled(String kind) {
        var folders =
                MODULES.stream()
                        .map(module ->
                                SourceTree.root().resolve(module).resolve("target").resolve(kind))
                        .filter(Files::isDirectory)
                        .toList();
        // Nobody writes the Protobuf classes, and they are more than all others together.
        ImportOption written = location -> !location.contains("/io/florin/protocol/proto/");
        return new ClassFileImporter()
                .withImportOption(written)
                .importPaths(folders.toArray(Path[]::new));
    }

    @Test
    void protocolKnowsOnlyProtobuf() {
        classes()
                .that()
                .resideInAPackage("io.florin.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.florin.protocol..", "java..", "com.google.protobuf..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void persistenceKnowsPostgresAndThePluginContract() {
        classes()
                .that()
                .resideInAPackage("io.florin.persistence..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.florin.persistence..",
                        "io.florin.protocol..",
                        "java..",
                        "javax.sql..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.postgresql..",
                        "org.flywaydb..",
                        "com.zaxxer.hikari..",
                        "com.typesafe.config..",
                        "scala..",
                        "org.apache.pekko",
                        "org.apache.pekko.actor..",
                        "org.apache.pekko.dispatch..",
                        "org.apache.pekko.event..",
                        "org.apache.pekko.japi..",
                        "org.apache.pekko.pattern..",
                        "org.apache.pekko.persistence..",
                        "org.apache.pekko.serialization..",
                        "org.apache.pekko.stream..")
                .check(MAIN);
    }

    @Test
    void theEdgeKnowsDoorsAndNoActors() {
        noClasses()
                .that()
                .resideInAPackage("io.florin.edge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "io.florin.persistence..",
                        "io.florin.node..",
                        "org.apache.pekko.cluster..",
                        "org.apache.pekko.persistence..",
                        "org.apache.kafka..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.pekko\\.actor\\.(typed\\.)?ActorRef|.*EntityRef")
                .check(MAIN);
    }

    @Test
    void onlyTheCompositionRootKnowsBothEdgeAndPersistence() {
        noClasses()
                .that()
                .resideInAPackage("io.florin.node.*..")
                .should(know("io.florin.edge").and(know("io.florin.persistence")))
                .check(MAIN);
    }

    @Test
    void rulesAreFreeOfTheFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.florin.protocol..",
                        "io.florin.node.rules..",
                        "io.florin.node.session.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko..", "java.sql..", "java.net..", "java.nio.file..")
                .check(MAIN);
    }

    @Test
    void onlyPersistenceSpeaksSql() {
        noClasses()
                .that(
                        not(resideInAPackage("io.florin.persistence.."))
                                .and(not(resideInAPackage("io.florin.sandbox.postgres..")))
                                // Pekko Projection's contract of a session is made of java.sql.
                                .and(not(simpleName("GroupSession"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(MAIN);
    }

    /** Time and chance are handed in, or no run could be repeated. */
    @Test
    void onlyTheCompositionRootReadsClocksAndDrawsIds() {
        noClasses()
                .that(not(resideInAPackage("io.florin.node")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(MAIN);
    }

    @Test
    void nobodyWaitsForEver() {
        for (var classes : List.of(MAIN, TESTS)) {
            noClasses()
                    .should()
                    .callMethod(CompletableFuture.class, "join")
                    .orShould()
                    .callMethod(CompletableFuture.class, "get")
                    .orShould()
                    .callMethod(Future.class, "get")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .check(classes);
        }
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.florin.(**)").should().beFreeOfCycles().check(MAIN);
    }

    /** The module benchmark, which measures the stock journal, is not on this path. */
    @Test
    void noSlickAndNoScalaTestIsOnTheClassPath() {
        var jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        assertThat(jars.map(jar -> Path.of(jar).getFileName().toString()))
                .hasSizeGreaterThan(20)
                .noneMatch(jar ->
                        jar.matches("(?i).*(slick|scalatest|scalactic|pekko-persistence-jdbc).*"));
        var loader = ArchitectureTest.class.getClassLoader();
        assertThat(loader.getResource("slick/jdbc/JdbcProfile.class")).isNull();
        assertThat(loader.getResource("org/scalatest/Suite.class")).isNull();
    }

    private static ArchCondition<JavaClass> know(String packageName) {
        return new ArchCondition<>("know " + packageName) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                var knows =
                        item.getDirectDependenciesFromSelf().stream()
                                .anyMatch(d ->
                                        d.getTargetClass()
                                                .getPackageName()
                                                .startsWith(packageName));
                events.add(
                        new SimpleConditionEvent(
                                item, knows, item.getName() + " knows " + packageName));
            }
        };
    }
}
