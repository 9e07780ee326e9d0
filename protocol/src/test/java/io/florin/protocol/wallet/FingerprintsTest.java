package io.florin.protocol.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.CommandSamples;
import io.florin.protocol.Golden;
import io.florin.protocol.Kinds;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fingerprints are stored with every answer and compared for ever: frozen. */
class FingerprintsTest {
    private static final Asset USD = new Asset("USD");
    private static final Money MONEY = new Money(USD, 12_345);
    private static final SystemAccount BANK = new SystemAccount("@external:bank");
    private static final Account BOB = new WalletId("default", "bob");
    private static final TransferId T1 = new TransferId("t1");
    private static final HoldId H1 = new HoldId("h1");
    private static final LegName LEG = new LegName(new WalletId("default", "ann"), T1, 3);
    private static final Note NOTE = new Note("für Ann 😀", Map.of("order", "42", "a", ""));
    private static final OverdraftLimits LIMITS =
            new OverdraftLimits(Map.of(USD, 0L, new Asset("THB"), Money.MAX_MINOR));
    private static final List<Leg> LEGS = List.of(new Leg(BOB, 5), new Leg(BANK, 6));

    private static final JobId J1 = new JobId("j1");
    private static final JobSpec SPEC =
            new JobSpec(
                    "ai",
                    "chat",
                    "k é",
                    "{\"a\":\"😀\"}",
                    Priority.LOW,
                    Instant.parse("2025-11-21T10:20:30.123456789Z"),
                    "u1",
                    100);
    private static final JobSpec LEAST_SPEC =
            new JobSpec("q", "k", null, "{}", Priority.HIGH, null, null, null);

    private static List<WalletCommand> full() {
        return List.of(
                new Open("Ann", LIMITS, NOTE.metadata()),
                new Update(Permission.BLOCKED, Permission.ALLOWED, Status.CLOSED, LIMITS),
                new Deposit("m1", MONEY, BANK, "ref/1 é", NOTE),
                new Withdraw("m1", MONEY, BANK, "ref/1 é", NOTE),
                new Transfer(T1, true, USD, LEGS, true, NOTE),
                new Hold(H1, true, MONEY, 60L, NOTE),
                new Capture(H1, T1, 7L, BOB, true),
                new Release(H1),
                new Reverse(T1, LEG, 7L, true, NOTE),
                new SubmitJob(J1, true, SPEC, MONEY, new JobId("j0")),
                new EndJob(J1, BANK));
    }

    private static List<WalletCommand> least() {
        var none = OverdraftLimits.NONE;
        return List.of(
                new Open("Ann", none, Map.of()),
                new Update(null, null, null, none),
                new Deposit("m1", MONEY, BANK, null, Note.NONE),
                new Withdraw("m1", MONEY, BANK, null, Note.NONE),
                new Transfer(T1, false, USD, List.of(new Leg(BOB, 5)), false, Note.NONE),
                new Hold(H1, false, MONEY, null, Note.NONE),
                new Capture(H1, T1, null, BANK, false),
                new Release(new HoldId("h2")),
                new Reverse(T1, LEG, null, false, Note.NONE),
                new SubmitJob(J1, false, LEAST_SPEC, MONEY, null),
                new EndJob(J1, null));
    }

    @Test
    void everyKindIsAmongTheGoldens() {
        assertThat(Kinds.among(full())).isEqualTo(Kinds.of(WalletCommand.class));
        assertThat(Kinds.among(least())).isEqualTo(Kinds.of(WalletCommand.class));
    }

    /** Never rewrite a line: the fingerprints are in journals. */
    @Test
    void goldenFingerprintsAreKept() {
        var now = new ArrayList<String>();
        for (var command : full()) now.add(line("full", command));
        for (var command : least()) now.add(line("least", command));
        assertThat(Golden.lines("fingerprints.txt"))
                .as("golden/fingerprints.txt, as computed now")
                .isEqualTo(now);
    }

    private static String line(String fill, WalletCommand command) {
        return "%s %s %s"
                .formatted(Fingerprints.of(command), fill, command.getClass().getSimpleName());
    }

    /** The same by other means: what goes into the hash, byte by byte. */
    @Test
    void theLeadingBitsOfSha256OverLengthsAndFields() throws Exception {
        var input = "01 00000007".replace(" ", "") + hex("release") + "00000002" + hex("h1");
        var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(input));
        assertThat(Fingerprints.of(new Release(H1)).toString())
                .isEqualTo(HexFormat.of().formatHex(digest, 0, 16));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheServerMadeUpDoesNotCount() {
        var t2 = new TransferId("t2");
        assertThat(of(new Transfer(T1, false, USD, LEGS, false, NOTE)))
                .isEqualTo(of(new Transfer(t2, false, USD, LEGS, false, NOTE)))
                .isNotEqualTo(of(new Transfer(T1, true, USD, LEGS, false, NOTE)));
        assertThat(of(new Hold(H1, false, MONEY, null, NOTE)))
                .isEqualTo(of(new Hold(new HoldId("h2"), false, MONEY, null, NOTE)))
                .isNotEqualTo(of(new Hold(H1, true, MONEY, null, NOTE)));
        assertThat(of(new SubmitJob(J1, false, SPEC, MONEY, null)))
                .isEqualTo(of(new SubmitJob(new JobId("j2"), false, SPEC, MONEY, null)))
                .isNotEqualTo(of(new SubmitJob(J1, true, SPEC, MONEY, null)));
        assertThat(of(new Deposit("m1", MONEY, BANK, null, NOTE)))
                .isEqualTo(of(new Deposit("m2", MONEY, BANK, null, NOTE)))
                .isNotEqualTo(of(new Withdraw("m1", MONEY, BANK, null, NOTE)));
        assertThat(of(new Capture(H1, T1, null, BOB, false)))
                .isEqualTo(of(new Capture(H1, t2, null, BOB, false)));
        assertThat(of(new Reverse(T1, LEG, null, false, NOTE)))
                .isEqualTo(of(new Reverse(t2, LEG, null, false, NOTE)));
    }

    @Test
    void theAppsScheduleDoesNotCount() {
        assertThat(of(new Deposit("m1", MONEY, BANK, null, NOTE.under("2026-11"))))
                .isEqualTo(of(new Deposit("m1", MONEY, BANK, null, NOTE)));
    }

    @Test
    void aWalletsOwnLimitsCount() {
        assertThat(
                        List.of(
                                of(limited(OwnLimits.NONE)),
                                of(limited(limits(null, null, null))),
                                of(limited(limits(5L, null, null))),
                                of(limited(limits(null, 5L, null))),
                                of(limited(limits(null, null, 5L)))))
                .doesNotHaveDuplicates();
    }

    private static Update limited(OwnLimits limits) {
        return new Update(null, null, null, OverdraftLimits.NONE, limits);
    }

    private static OwnLimits limits(@Nullable Long once, @Nullable Long day, @Nullable Long month) {
        return new OwnLimits(Map.of(USD, new SpendingLimits(once, day, month)));
    }

    @Test
    void whatTheCallerChoseCounts() {
        var t2 = new TransferId("t2");
        var one = List.of(new Leg(BOB, 5));
        assertThat(
                        List.of(
                                of(new Transfer(T1, true, USD, one, false, Note.NONE)),
                                of(new Transfer(t2, true, USD, one, false, Note.NONE)),
                                of(new Transfer(T1, true, USD, LEGS, false, Note.NONE)),
                                of(new Transfer(T1, true, USD, LEGS.reversed(), false, Note.NONE)),
                                of(new Transfer(T1, true, USD, one, true, Note.NONE)),
                                of(new Transfer(T1, true, USD, one, false, NOTE)),
                                of(new Transfer(T1, true, USD, one, false, memo(""))),
                                of(new Transfer(T1, true, USD, one, false, memo("a")))))
                .doesNotHaveDuplicates();
        assertThat(of(new Capture(H1, T1, null, BOB, false)))
                .isNotEqualTo(of(new Capture(H1, T1, 1L, BOB, false)));
    }

    private static Note memo(String text) {
        return new Note(text, Map.of());
    }

    /** Different commands, different fingerprints, but for the fields that do not count. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noTwoCommandsShareOne(long seed) {
        var samples = new CommandSamples(seed);
        var seen = new HashMap<Fingerprint, WalletCommand>();
        for (int round = 0; round < 300; round++) {
            for (var command : samples.oneOfEach()) {
                var before = seen.putIfAbsent(of(command), command);
                if (before != null) assertThat(bare(before)).isEqualTo(bare(command));
            }
        }
    }

    private static WalletCommand bare(WalletCommand command) {
        return switch (command) {
            case Transfer c ->
                    new Transfer(
                            c.given() ? c.id() : T1,
                            c.given(),
                            c.asset(),
                            c.legs(),
                            c.allOrNothing(),
                            bare(c.note()));
            case Hold c ->
                    new Hold(
                            c.given() ? c.id() : H1,
                            c.given(),
                            c.money(),
                            c.expiresInSeconds(),
                            bare(c.note()));
            case Deposit c ->
                    new Deposit("m", c.money(), c.account(), c.reference(), bare(c.note()));
            case Withdraw c ->
                    new Withdraw("m", c.money(), c.account(), c.reference(), bare(c.note()));
            case Capture c -> new Capture(c.hold(), T1, c.amount(), c.to(), c.last());
            case Reverse c -> new Reverse(T1, c.original(), c.amount(), c.forced(), bare(c.note()));
            case SubmitJob c ->
                    new SubmitJob(
                            c.given() ? c.id() : J1, c.given(), c.spec(), c.price(), c.replays());
            case Open _, Update _, Release _, EndJob _ -> command;
        };
    }

    /** Without the app's part: the schedule is not what the caller asked. */
    private static Note bare(Note note) {
        return note.under(null);
    }

    private static Fingerprint of(WalletCommand command) {
        return Fingerprints.of(command);
    }
}
