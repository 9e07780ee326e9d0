package io.florin.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.app.Fees.Percent;
import io.florin.edge.app.Fees.Rounding;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an app file says, and what is said of one that is wrong. */
class AppFolderTest {
    private static final Asset NGN = new Asset("NGN");
    private static final Asset EGP = new Asset("EGP");

    /** The least that an app has to say. */
    private static final String LEAST = "schedule = shop-1, assets { EGP = 2 }\n";

    @TempDir Path folder;

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** The sentences about one file, without the folder. */
    private List<String> sentences(String text) throws IOException {
        file("shop.conf", text);
        try {
            AppFolder.read(folder);
            return List.of();
        } catch (IllegalArgumentException e) {
            var each = " (?=" + Pattern.quote(folder + "/") + ")";
            return Stream.of(Objects.requireNonNull(e.getMessage()).split(each, -1))
                    .map(this::withoutFolder)
                    .toList();
        }
    }

    private String withoutFolder(String sentence) {
        return sentence.replace(folder + "/", "");
    }

    @Test
    void theLeastIsAnAppWithoutLimitsFeesAndPin() throws IOException {
        file("shop.conf", LEAST);
        file("notes.txt", "no app");
        var apps = AppFolder.read(folder);
        assertThat(apps).hasSize(1);
        var shop = apps.getFirst();
        assertThat(shop.name()).isEqualTo("shop");
        assertThat(shop.scales()).isEqualTo(Map.of(EGP, 2));
        assertThat(shop.roles()).isEqualTo(Roles.USUAL);
        assertThat(shop.pin()).isEqualTo(Pin.NONE);
        assertThat(shop.terms(Terms.ofOwner("ann"), null, EGP, OperationKind.TRANSFER, 5))
                .isEqualTo(new Terms("ann", SpendingLimits.NONE, "shop-1"));
    }

    @Test
    void miimiiHasTiersAndAPriceList() {
        var miimii = AppFolder.read(resources()).getFirst();
        assertThat(miimii.name()).isEqualTo("miimii");
        assertThat(miimii.schedule()).isEqualTo("miimii-2026-11");
        assertThat(miimii.roles())
                .isEqualTo(
                        new Roles(
                                Set.of("user", "agent", "operator"),
                                "user",
                                Set.of("agent", "operator")));
        assertThat(miimii.limits(null, NGN))
                .isEqualTo(new SpendingLimits(5_000_000L, 20_000_000L, 100_000_000L));
        assertThat(miimii.limits("kyc-2", NGN))
                .isEqualTo(new SpendingLimits(50_000_000L, 100_000_000L, null));
        assertThat(miimii.limits("unheard-of", NGN)).isEqualTo(miimii.limits("kyc-1", NGN));
        assertThat(miimii.fee(OperationKind.TRANSFER, NGN, 1_000_000)).isZero();
        assertThat(miimii.fee(OperationKind.HOLD, NGN, 1_000_000)).isZero();
        assertThat(miimii.fee(OperationKind.WITHDRAWAL, NGN, 1_000_000)).isEqualTo(1_500);
        assertThat(miimii.fee(OperationKind.WITHDRAWAL, NGN, 1_000_001)).isEqualTo(2_500);
        assertThat(miimii.fee(OperationKind.WITHDRAWAL, NGN, 5_000_001)).isEqualTo(5_000);
        assertThat(miimii.pin())
                .isEqualTo(new Pin(3, 900, Set.of(OperationKind.TRANSFER, OperationKind.HOLD)));
        assertThat(miimii.openingGrants()).containsExactly(new Money(NGN, 1));
        assertThat(miimii.jobs().prices()).isEqualTo(Map.of("chat", Set.of(new Money(NGN, 100))));
    }

    @Test
    void aJobThatUsersMayHaveDoneHasAPrice() throws IOException {
        assertThat(sentences(LEAST + "jobs = [{ kind = \"a b\", asset = USD }]"))
                .containsExactly(
                        "shop.conf: jobs.0.amount is missing; write { kind, asset, amount }.",
                        "shop.conf: jobs.0.kind is a b; write one such as ai.chat.",
                        "shop.conf: jobs.0.asset is about USD, no asset of the app; name one of"
                                + " [EGP], or add it to assets.");
    }

    private static Path resources() {
        return Path.of("src", "test", "resources", "apps");
    }

    /** The file that is delivered. */
    @Test
    void instapayIsAsThePageOfTheFiveAppsSays() {
        var apps = AppFolder.read(Path.of("..", "apps"));
        var instapay = apps.stream().filter(app -> app.name().equals("instapay")).findAny();
        assertThat(instapay).isPresent();
        instapay.ifPresent(app -> {
            assertThat(app.scales()).isEqualTo(Map.of(EGP, 2));
            assertThat(app.openingGrants()).containsExactly(new Money(EGP, 100_000));
            assertThat(app.limits(null, EGP))
                    .isEqualTo(new SpendingLimits(null, 10_000_000L, null));
            assertThat(app.pin().tries()).isEqualTo(5);
            assertThat(app.pin().isLockedForEver()).isTrue();
            assertThat(app.roles()).isEqualTo(Roles.USUAL);
            assertThat(app.fee(OperationKind.TRANSFER, EGP, 1_000)).isZero();
        });
    }

    @Test
    void aShareWithFloorAndCap() throws IOException {
        file(
                "shop.conf",
                LEAST
                        + "fees.transfer.EGP.percent { basis-points = 150, floor = 20, cap = 500,"
                        + " rounding = half-up }");
        assertThat(AppFolder.read(folder).getFirst().fees())
                .isEqualTo(
                        Map.of(
                                OperationKind.TRANSFER,
                                Map.of(EGP, new Percent(150, 20, 500, Rounding.HALF_UP))));
    }

    record Wrong(String text, String sentence) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** Pairs of lines: what a file says beside the least, and the sentence about it. */
    static List<Wrong> wrongs() throws IOException {
        var text = Files.readString(Path.of("src", "test", "resources", "app-mistakes.txt"));
        return Stream.of(text.strip().split("\n\n", -1))
                .map(pair -> pair.split("\n", -1))
                .map(pair -> new Wrong(LEAST + pair[0], "shop.conf: " + pair[1].strip()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongs")
    void eachMistakeIsOneSentence(Wrong wrong) throws IOException {
        assertThat(sentences(wrong.text())).containsExactly(wrong.sentence());
    }

    @Test
    void anEmptyFileLacksWhatEveryAppHas() throws IOException {
        assertThat(sentences(""))
                .containsExactly(
                        "shop.conf: schedule is missing; name the version of limits and fees, such"
                                + " as shop-2026-11.",
                        "shop.conf: assets is missing; name them, each with its decimals.");
    }

    @Test
    void aFileThatIsNoConfigurationSaysWhere() throws IOException {
        assertThat(sentences("schedule = {"))
                .first()
                .asString()
                .startsWith("shop.conf: its text cannot be read; mend this:");
    }

    /** Not one a start. */
    @Test
    void allMistakesOfAllFilesAreSaidTogether() throws IOException {
        file("bank.conf", "schedule = bank-1, assets { EGP = 99 }, colour = red");
        file("a b.conf", LEAST);
        file("club.conf", LEAST);
        assertThat(sentences(LEAST + "pin { tries = 3 }"))
                .containsExactly(
                        "a b.conf: its name is no name of an app; it must match"
                                + " [A-Za-z0-9][A-Za-z0-9_.:-]{0,63}.",
                        "bank.conf: assets.EGP is 99; make it a whole number from 0 to 18.",
                        "bank.conf: colour is unknown; remove it, or write one of assets,"
                                + " default-tier, fees, jobs, opening-grants, packs, pin, roles,"
                                + " schedule, tiers.",
                        "shop.conf: pin.lock-seconds is missing; say for how long it is locked, 0"
                                + " until an operator resets it.",
                        "shop.conf: schedule is shop-1, which is the one of club; give each app its"
                                + " own, such as shop-2026-11.");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppFolder.read(folder.resolve("nowhere")))
                .withMessageContaining("nowhere")
                .withMessageContaining("florin.http.apps-folder");
        assertThatThrownBy(() -> AppFolder.read(folder.resolve("nowhere")))
                .hasCauseInstanceOf(IOException.class);
    }
}
