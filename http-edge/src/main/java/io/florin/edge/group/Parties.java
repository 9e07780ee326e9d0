package io.florin.edge.group;

import io.florin.edge.caller.App;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.edge.user.Accounts;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.Account;
import io.florin.protocol.user.User;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people of an app, as others see them. The calls wait. */
public record Parties(Accounts accounts) {
    /** E-mails of users by id, each looked up once; for one call. */
    public final class Emails {
        private final String app;
        private final Map<String, String> known = new HashMap<>();

        private Emails(String app) {
            this.app = app;
        }

        /** These, too: for answers that are given when nothing may be read any more. */
        public Emails knowing(User... users) {
            for (var user : users) known.put(user.id(), user.email());
            return this;
        }

        /** Likewise, looked up now; null is nobody. */
        public Emails knowing(@Nullable String... accounts) throws Unfit {
            for (var account : accounts) {
                if (account != null) of(account);
            }
            return this;
        }

        /** Of the user; of an account that is no user's, its name. */
        public String of(String account) throws Unfit {
            String email = known.get(account);
            if (email != null) return email;
            var found = accounts.find(app, account);
            email = found.map(it -> it.user().email()).orElse(account);
            known.put(account, email);
            return email;
        }
    }

    public Emails emails(Call call) {
        return new Emails(call.app().name());
    }

    public Account byId(Call call, String id) throws Unfit {
        return byId(call.app(), id);
    }

    Account byId(App app, String id) throws Unfit {
        return accounts.require(app.name(), id);
    }

    public Account byEmail(Call call, String email) throws Unfit {
        return accounts.findByEmail(call.app().name(), email)
                .orElseThrow(() -> Unfit.of(Refusal.USER_NOT_FOUND));
    }
}
