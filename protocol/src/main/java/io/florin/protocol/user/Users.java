package io.florin.protocol.user;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to an app's users. A stage that fails means that the database did not answer in time: a
 * change may have happened then. Username and e-mail are compared in lower case.
 */
public interface Users {
    /**
     * Creates the user and appends the entry to the audit trail, both or neither. A repeat of the
     * id with the same fingerprint answers the user as they are now. Where the entry has no {@code
     * before} and {@code after}, they become the user's public fields.
     */
    CompletionStage<UserReply> create(NewUser user, AuditEntry entry);

    /**
     * Changes the user and appends the entry, both or neither. What is so already is done already:
     * neither a version nor an entry more. {@code before} and {@code after} as in {@link #create}.
     */
    CompletionStage<UserReply> change(String app, String id, UserChange change, AuditEntry entry);

    CompletionStage<Optional<Account>> find(String app, String id);

    CompletionStage<Optional<Account>> findByEmail(String app, String email);

    CompletionStage<Optional<Account>> findByUsername(String app, String username);

    /**
     * Whether a wallet that the user is about to open is one of at most so many; from now on it
     * counts. False also for who is no user.
     */
    CompletionStage<Boolean> takeWallet(String app, String id, String wallet, int most);

    /** It was not opened after all, and counts no more. */
    CompletionStage<Void> giveWalletBack(String app, String id, String wallet);

    /** In the order of creation. Fails with IllegalArgumentException on a cursor not ours. */
    CompletionStage<Page<User>> list(String app, @Nullable String cursor, int limit);
}
