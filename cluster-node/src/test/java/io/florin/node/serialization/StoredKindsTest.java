package io.florin.node.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.florin.persistence.release.Release;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.SessionEventCodec;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.wallet.WalletEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A new kind of what is stored is read one release before it is written, or the nodes of the
 * release before would stop at it in the middle of an upgrade. The record is golden/kinds.txt.
 */
class StoredKindsTest {
    private static final Release FIRST = new Release(0, 1, 0);
    private static final byte[] NOTHING = {};

    /** {@code written}: "-" if no release does. */
    private record Kind(String store, String manifest, String name, Release read, String written) {
        static Kind parse(String line) {
            var words = line.split(" ", -1);
            return new Kind(words[0], words[1], words[2], Release.parse(words[3]), words[4]);
        }

        boolean isWrittenBy(Release release) {
            return !written.equals("-") && Release.parse(written).compareTo(release) <= 0;
        }

        /** Those of the first release had nobody before them. */
        boolean isReadInTime() {
            if (written.equals("-")) return true;
            var writes = Release.parse(written);
            if (read.equals(FIRST) && writes.equals(FIRST)) return true;
            return writes.major() > read.major()
                    || (writes.major() == read.major() && writes.minor() > read.minor());
        }
    }

    private static List<Kind> kinds() {
        try (var file = StoredKindsTest.class.getResourceAsStream("/golden/kinds.txt")) {
            var bytes = Objects.requireNonNull(file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Kind::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> recorded(String store) {
        return kinds().stream()
                .filter(kind -> kind.store().equals(store))
                .map(Kind::manifest)
                .collect(Collectors.toSet());
    }

    /** All that a codec reads, found out by asking it for whatever could be a manifest. */
    private static Set<String> readable(BiConsumer<String, byte[]> codec) {
        return manifests().filter(manifest -> reads(codec, manifest)).collect(Collectors.toSet());
    }

    private static Stream<String> manifests() {
        var letters = IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList();
        return letters.stream()
                .flatMap(first ->
                        Stream.concat(Stream.of(first), letters.stream().map(first::concat)))
                .flatMap(word -> IntStream.rangeClosed(0, 99).mapToObj(number -> word + number));
    }

    private static boolean reads(BiConsumer<String, byte[]> codec, String manifest) {
        try {
            codec.accept(manifest, NOTHING);
            return true;
        } catch (UnknownManifest _) {
            return false;
        } catch (MalformedBytes _) {
            return true;
        }
    }

    @Test
    void everyKindThatIsReadIsRecorded() {
        assertThat(readable(WalletEventCodec::decode)).isEqualTo(recorded("wallet-event"));
        assertThat(readable(SessionEventCodec::decode)).isEqualTo(recorded("session-event"));
        assertThat(readable((manifest, bytes) -> WalletSnapshotCodec.decode(manifest, bytes, 1)))
                .isEqualTo(recorded("wallet-snapshot"));
        assertThat(readable(SessionSnapshotCodec::decode)).isEqualTo(recorded("session-snapshot"));
    }

    @Test
    void nobodyReadsLaterThanTheReleaseBeforeTheOneThatWrites() {
        assertThat(kinds()).isNotEmpty().allMatch(Kind::isReadInTime);
        assertThat(kinds()).allMatch(kind -> kind.read().compareTo(Release.ofThisBuild()) <= 0);
    }

    /** Whatever a class of the node makes, but its codecs, which read it again. */
    @Test
    void thisBuildWritesNothingThatIsToBeWrittenLater() {
        var node =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.florin.node");
        var writable =
                kinds().stream()
                        .filter(kind -> kind.isWrittenBy(Release.ofThisBuild()))
                        .collect(Collectors.groupingBy(Kind::store));
        assertThat(names(writable, "wallet-event")).containsAll(made(node, WalletEvent.class));
        assertThat(names(writable, "session-event")).containsAll(made(node, SessionEvent.class));
        assertThat(writable.get("wallet-snapshot"))
                .extracting(Kind::manifest)
                .contains(WalletSnapshotCodec.MANIFEST);
        assertThat(writable.get("session-snapshot"))
                .extracting(Kind::manifest)
                .contains(SessionSnapshotCodec.MANIFEST);
    }

    private static List<String> names(Map<String, List<Kind>> kinds, String store) {
        return kinds.getOrDefault(store, List.of()).stream().map(Kind::name).toList();
    }

    private static Set<String> made(JavaClasses classes, Class<?> events) {
        var made =
                classes.stream()
                        .flatMap(each ->
                                Stream.<JavaAccess<?>>concat(
                                        each.getConstructorCallsFromSelf().stream(),
                                        each.getConstructorReferencesFromSelf().stream()))
                        .map(JavaAccess::getTargetOwner)
                        .filter(target -> target.isAssignableTo(events))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(made).hasSizeGreaterThan(5);
        return made;
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.1.0, true",
        "0.1.0, 0.2.0, true",
        "0.2.0, 0.2.0, false",
        "0.2.0, 0.2.1, false",
        "0.2.0, 0.1.0, false",
        "0.2.0, 0.3.0, true",
        "0.9.0, 1.0.0, true",
        "0.2.0, -, true",
    })
    void aKindIsReadOneReleaseBeforeItIsWritten(Release read, String written, boolean inTime) {
        assertThat(new Kind("wallet-event", "zz1", "New", read, written).isReadInTime())
                .isEqualTo(inTime);
    }

    @Test
    void anUnknownOneIsNamed() {
        assertThatThrownBy(() -> WalletEventCodec.decode("zz1", NOTHING))
                .isInstanceOf(UnknownManifest.class)
                .hasMessageContaining("'zz1'");
    }
}
