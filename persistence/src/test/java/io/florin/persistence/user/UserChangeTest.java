package io.florin.persistence.user;

import static io.florin.persistence.user.People.ann;
import static io.florin.persistence.user.People.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserChange.Blocked;
import io.florin.protocol.user.UserChange.EmailVerified;
import io.florin.protocol.user.UserChange.LoginsEnded;
import io.florin.protocol.user.UserChange.Password;
import io.florin.protocol.user.UserChange.Pin;
import io.florin.protocol.user.UserChange.Rehash;
import io.florin.protocol.user.UserChange.Roles;
import io.florin.protocol.user.UserChange.Tier;
import io.florin.protocol.user.UserChange.Totp;
import io.florin.protocol.user.UserChange.TotpUsed;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.UserReply.Done;
import io.florin.protocol.user.UserReply.Refused;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may happen to Ann. */
class UserChangeTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;
    private static UserTable users;
    private static AuditTable trail;

    private final String app = "app-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        users = new UserTable(database);
        trail = new AuditTable(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void createAnn() {
        users.create(ann(app), entry(app, "user.created"));
    }

    static List<UserChange> changes() {
        return List.of(
                new Password("$argon2id$2"),
                new Pin("$argon2id$pin"),
                new Totp("key"),
                new TotpUsed(57),
                new EmailVerified("ann@x.th"),
                new Roles(Set.of("operator", "auditor")),
                new Tier("gold"),
                new Blocked(true));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeCountsAndIsInTheTrail(UserChange change) {
        var before = account();
        var user = done(change(change)).user();
        assertThat(user.version()).isEqualTo(2);
        assertThat(user).isEqualTo(account().user());
        assertThat(account()).isNotEqualTo(before);
        assertThat(entries()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsSoAlreadyChangesNothing(UserChange change) {
        change(change);
        var after = account();
        var reply = change(change);
        if (change instanceof TotpUsed) {
            assertThat(reply).isEqualTo(new Refused(Refusal.SECOND_FACTOR_WRONG));
        } else {
            assertThat(reply).isEqualTo(new Done(after.user(), true));
        }
        assertThat(account()).isEqualTo(after);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void eachChangeChangesItsOwnOnly() {
        changes().forEach(this::change);
        var user = account().user();
        assertThat(user.emailVerified()).isTrue();
        assertThat(user.blocked()).isTrue();
        assertThat(user.roles()).containsExactlyInAnyOrder("auditor", "operator");
        assertThat(user.tier()).isEqualTo("gold");
        assertThat(user.version()).isEqualTo(9);
        var secrets = account().secrets();
        assertThat(secrets.passwordHash()).isEqualTo("$argon2id$2");
        assertThat(secrets.pinHash()).isEqualTo("$argon2id$pin");
        assertThat(secrets.totpKey()).isEqualTo("key");
        assertThat(secrets.totpLastStep()).isEqualTo(57);
        change(new Pin(null));
        change(new Totp(null));
        assertThat(account().secrets().pinHash()).isNull();
        assertThat(account().secrets().totpKey()).isNull();
        assertThat(account().secrets().totpLastStep()).isEqualTo(57);
    }

    @Test
    void aPasswordThatWasChangedMeanwhileIsNotHashedAnew() {
        var old = account().secrets().passwordHash();
        change(new Password("$argon2id$2"));
        assertThat(done(change(new Rehash(old, "$argon2id$3"))).replayed()).isTrue();
        assertThat(account().secrets().passwordHash()).isEqualTo("$argon2id$2");
    }

    /** The change's time is that of its entry in the trail. */
    @Test
    void whatMustEndAllLoginsSaysFromWhen() {
        change(new Roles(Set.of("operator")));
        var created = account().secrets().loginsFrom();
        var rehash = new Rehash(account().secrets().passwordHash(), "$argon2id$3");
        for (var harmless : List.of(rehash, new Tier("gold"), new TotpUsed(1))) {
            change(harmless);
            assertThat(account().secrets().loginsFrom()).as("%s", harmless).isEqualTo(created);
        }
        for (var ending :
                List.of(
                        new Password("$argon2id$2"),
                        new Totp("key"),
                        new Blocked(true),
                        new Roles(Set.of()),
                        new LoginsEnded())) {
            change(ending);
            assertThat(account().secrets().loginsFrom())
                    .as("%s", ending)
                    .isEqualTo(entries().getFirst().at());
        }
        change(new Blocked(false));
        assertThat(account().secrets().loginsFrom()).isBefore(entries().getFirst().at());
    }

    @Test
    void aCodeOfTheSameOrAnEarlierStepIsRefused() {
        change(new TotpUsed(57));
        assertThat(change(new TotpUsed(57))).isEqualTo(new Refused(Refusal.SECOND_FACTOR_WRONG));
        assertThat(change(new TotpUsed(56))).isEqualTo(new Refused(Refusal.SECOND_FACTOR_WRONG));
        assertThat(change(new TotpUsed(58))).isInstanceOf(Done.class);
    }

    @Test
    void ofManyWhoUseACodeAtOnceExactlyOneMay() {
        var replies =
                IntStream.range(0, 24).parallel().mapToObj(_ -> change(new TotpUsed(57))).toList();
        assertThat(replies).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(account().user().version()).isEqualTo(2);
    }

    @Test
    void nobodyVerifiesAnEmailThatIsNotTheirs() {
        assertThat(change(new EmailVerified("bob@x.th")))
                .isEqualTo(new Refused(Refusal.USER_NOT_FOUND));
        assertThat(account().user().emailVerified()).isFalse();
    }

    @Test
    void nobodyIsNotFound() {
        assertThat(users.change(app, "nobody", new Tier("gold"), entry(app, "k")))
                .isEqualTo(new Refused(Refusal.USER_NOT_FOUND));
        assertThat(users.change("other", "u-ann", new Tier("gold"), entry(app, "k")))
                .isEqualTo(new Refused(Refusal.USER_NOT_FOUND));
        assertThat(entries()).hasSize(1);
    }

    @Test
    void theTrailShowsWhatWasAndWhatIsButNoSecret() {
        change(new Pin("$argon2id$pin"));
        change(new Roles(Set.of("operator")));
        var newest = entries().getFirst();
        var fields = "\"email\":\"ann@x.th\",\"emailVerified\":false,\"blocked\":false,";
        assertThat(newest.before())
                .isEqualTo(
                        "{\"username\":\"ann\","
                                + fields
                                + "\"roles\":[],\"tier\":\"basic\","
                                + "\"hasPin\":true,\"hasTotp\":false}");
        assertThat(newest.after())
                .isEqualTo(
                        "{\"username\":\"ann\","
                                + fields
                                + "\"roles\":[\"operator\"],"
                                + "\"tier\":\"basic\",\"hasPin\":true,\"hasTotp\":false}");
        assertThat(entries().getLast().before()).isNull();
        assertThat(entries()).noneMatch(entry -> entry.toString().contains("argon"));
    }

    @Test
    void anEntryThatSaysMoreIsLeftAsItIs() {
        var said =
                new AuditEntry(
                        UUID.randomUUID().toString(),
                        app,
                        People.NOON.plusSeconds(1_000_000),
                        "user.tier_changed",
                        "operator",
                        "::1",
                        null,
                        "{\"why\":1}",
                        "{\"why\":2}");
        users.change(app, "u-ann", new Tier("gold"), said);
        assertThat(entries()).first().isEqualTo(said);
    }

    @Test
    void whatCannotBeWrittenIntoTheTrailIsNotChanged() {
        var entry = entry(app, "user.blocked");
        trail.append(entry);
        assertThatIllegalStateException()
                .isThrownBy(() -> users.change(app, "u-ann", new Blocked(true), entry));
        assertThat(account().user().blocked()).isFalse();
    }

    private UserReply change(UserChange change) {
        return users.change(app, "u-ann", change, entry(app, "user.changed"));
    }

    private static Done done(UserReply reply) {
        assertThat(reply).isInstanceOf(Done.class);
        return (Done) reply;
    }

    private Account account() {
        return users.find(app, "u-ann").orElseThrow();
    }

    /** Newest first. */
    private List<AuditEntry> entries() {
        return trail.find(new AuditFilter(app, null, null, null, null, null, null, 500)).items();
    }
}
