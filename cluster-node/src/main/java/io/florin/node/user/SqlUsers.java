package io.florin.node.user;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.user.UserTable;
import io.florin.persistence.user.UserWalletTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.User;
import io.florin.protocol.user.UserChange;
import io.florin.protocol.user.UserReply;
import io.florin.protocol.user.Users;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' door over their table. */
public final class SqlUsers implements Users {
    private final UserTable users;
    private final UserWalletTable wallets;
    private final BlockingCalls calls;

    public SqlUsers(Database database, BlockingCalls calls) {
        this.users = new UserTable(database);
        this.wallets = new UserWalletTable(database);
        this.calls = calls;
    }

    @Override
    public CompletionStage<UserReply> create(NewUser user, AuditEntry entry) {
        return calls.call(() -> users.create(user, entry));
    }

    @Override
    public CompletionStage<UserReply> change(
            String app, String id, UserChange change, AuditEntry entry) {
        return calls.call(() -> users.change(app, id, change, entry));
    }

    @Override
    public CompletionStage<Optional<Account>> find(String app, String id) {
        return calls.call(() -> users.find(app, id));
    }

    @Override
    public CompletionStage<Optional<Account>> findByEmail(String app, String email) {
        return calls.call(() -> users.findByEmail(app, email));
    }

    @Override
    public CompletionStage<Optional<Account>> findByUsername(String app, String username) {
        return calls.call(() -> users.findByUsername(app, username));
    }

    @Override
    public CompletionStage<Boolean> takeWallet(String app, String id, String wallet, int most) {
        return calls.call(() -> wallets.take(app, id, wallet, most));
    }

    @Override
    public CompletionStage<Void> giveWalletBack(String app, String id, String wallet) {
        return calls.run(() -> wallets.giveBack(app, id, wallet));
    }

    @Override
    public CompletionStage<Page<User>> list(String app, @Nullable String cursor, int limit) {
        return calls.call(() -> users.list(app, cursor, limit));
    }
}
