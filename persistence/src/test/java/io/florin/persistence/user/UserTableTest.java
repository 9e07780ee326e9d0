package io.florin.persistence.user;

import static io.florin.persistence.user.People.NOON;
import static io.florin.persistence.user.People.ann;
import static io.florin.persistence.user.People.entry;
import static io.florin.persistence.user.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.persistence.trail.AuditTable;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.UserReply.Done;
import io.florin.protocol.user.UserReply.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How users come to be and are found. */
class UserTableTest {
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

    @Test
    void aNewUserIsUnverifiedWithoutRolesAndFoundByEveryName() {
        assertThat(create(ann(app)))
                .isEqualTo(
                        new Done(
                                new User(
                                        app,
                                        "u-ann",
                                        "ann",
                                        "ann@x.th",
                                        false,
                                        false,
                                        Set.of(),
                                        "basic",
                                        NOON,
                                        1),
                                false));
        var account = users.find(app, "u-ann").orElseThrow();
        assertThat(account.user().email()).isEqualTo("ann@x.th");
        assertThat(account.secrets().passwordHash()).isEqualTo("$argon2id$1");
        assertThat(account.secrets().pinHash()).isNull();
        assertThat(account.secrets().totpKey()).isNull();
        assertThat(account.secrets().totpLastStep()).isZero();
        assertThat(users.findByEmail(app, "ann@x.th")).contains(account);
        assertThat(users.findByUsername(app, "ann")).contains(account);
        assertThat(users.find("other", "u-ann")).isEmpty();
        assertThat(users.findByEmail("other", "ann@x.th")).isEmpty();
        assertThat(users.findByUsername(app, "u-ann")).isEmpty();
    }

    @Test
    void aRepeatIsDoneAlreadyAndLeavesNoSecondEntry() {
        create(ann(app));
        assertThat(create(ann(app))).matches(reply -> ((Done) reply).replayed());
        assertThat(entries()).hasSize(1);
    }

    /** Ann is there, and so is Bob. */
    @ParameterizedTest
    @CsvSource({
        "u-ann, ann, ann@x.th, other, IDEMPOTENCY_KEY_REUSED",
        "u-ann, new, new@x.th, other, IDEMPOTENCY_KEY_REUSED",
        "u-ann, bob, bob@x.th, other, IDEMPOTENCY_KEY_REUSED",
        "u-new, ann, new@x.th, new,   USERNAME_TAKEN",
        "u-new, ann, ann@x.th, new,   USERNAME_TAKEN",
        "u-new, ann, bob@x.th, new,   USERNAME_TAKEN",
        "u-new, bob, ann@x.th, new,   USERNAME_TAKEN",
        "u-new, new, ann@x.th, new,   EMAIL_TAKEN",
        "u-new, ann, ann@x.th, ann,   USERNAME_TAKEN",
    })
    void whatIsTakenIsSaidInThisOrder(
            String id, String username, String email, String fingerprint, Refusal why) {
        create(ann(app));
        create(user(app, "u-bob", "bob"));
        var wish = new NewUser(app, id, username, email, "basic", "h", fingerprint, NOON);
        assertThat(create(wish)).isEqualTo(new Refused(why));
        assertThat(entries()).hasSize(2);
    }

    @Test
    void anotherAppMayHaveTheSameNames() {
        create(ann(app));
        assertThat(create(ann(app + "-2"))).isInstanceOf(Done.class);
    }

    @Test
    void ofManyWhoWantAUsernameAtOnceExactlyOneGetsIt() {
        var replies =
                IntStream.range(0, 24)
                        .parallel()
                        .mapToObj(n ->
                                create(
                                        new NewUser(
                                                app,
                                                "u-" + n,
                                                "ann",
                                                "a" + n + "@x.th",
                                                "basic",
                                                "h",
                                                "f" + n,
                                                NOON)))
                        .toList();
        assertThat(replies).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(Refused.class::isInstance)
                .hasSize(23)
                .containsOnly(new Refused(Refusal.USERNAME_TAKEN));
        assertThat(entries()).hasSize(1);
    }

    @Test
    void ofManyRepeatsAtOnceExactlyOneIsTheFirst() {
        var replies = IntStream.range(0, 24).parallel().mapToObj(_ -> create(ann(app))).toList();
        assertThat(replies).filteredOn(reply -> !((Done) reply).replayed()).hasSize(1);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whoeverCannotBeWrittenIntoTheTrailIsNotCreated() {
        var entry = entry(app, "user.created");
        trail.append(entry);
        assertThatIllegalStateException()
                .isThrownBy(() -> users.create(ann(app), entry))
                .withMessageContaining("belongs to another change");
        assertThat(users.find(app, "u-ann")).isEmpty();
    }

    /** The callers fold; the table lets nothing else in. */
    @ParameterizedTest
    @CsvSource({
        "Ann, ann@x.th",
        "ann, Ann@x.th",
        "аnn, ann@x.th", // a Cyrillic a
        "ann, аnn@x.th",
        "'an n', ann@x.th",
        "'', ann@x.th",
        "ann, ''",
    })
    void namesThatLookLikeOthersAreNoNames(String username, String email) {
        var wish = new NewUser(app, "u-ann", username, email, "basic", "h", "f", NOON);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> create(wish))
                .satisfies(
                        e -> assertThat(e.outcome()).isEqualTo(DatabaseException.Outcome.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void pagesOfAnySizeShowEveryUserOnceInTheOrderOfCreation(int limit) {
        for (int n = 0; n < 7; n++) {
            create(
                    new NewUser(
                            app,
                            "u-" + n,
                            "u" + n,
                            n + "@x.th",
                            "basic",
                            "h",
                            "f",
                            NOON.plusSeconds(n / 3)));
        }
        var ids = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = users.list(app, cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(user -> ids.add(user.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(ids).containsExactly("u-0", "u-1", "u-2", "u-3", "u-4", "u-5", "u-6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "users.1", "keys.1.u-1", "users.1.' or 1=1", "users.-1.u-1"})
    void aForeignCursorIsRefused(String cursor) {
        assertThatIllegalArgumentException().isThrownBy(() -> users.list(app, cursor, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void aPageHasABound(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> users.list(app, null, limit));
    }

    private static UserReply create(NewUser user) {
        return users.create(user, entry(user.app(), "user.created"));
    }

    private List<AuditEntry> entries() {
        return trail.find(new AuditFilter(app, null, null, null, null, null, null, 500)).items();
    }
}
