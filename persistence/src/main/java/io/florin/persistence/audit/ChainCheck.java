package io.florin.persistence.audit;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.journal.ChainLink;
import io.florin.persistence.journal.ChainWalk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The offline audit of the journal's history: recomputes the chain of every entity and stops at the
 * first difference. Blocks, for as long as reading the journal takes; memory stays small.
 */
public final class ChainCheck {
    private static final int HEADS_AT_ONCE = 1_000;

    private final Database database;

    public ChainCheck(Database database) {
        this.database = database;
    }

    /**
     * Verifies all chains and draws a digest.
     *
     * @param digestPrefix only entities whose persistence id begins so are in the digest; of those
     *     no event may ever be deleted, or a later comparison fails
     */
    public ChainReport check(String digestPrefix) {
        return new Walk(digestPrefix, null).run();
    }

    /**
     * Verifies all chains, and that the history which the earlier digest was drawn of is part of
     * today's.
     *
     * @param digestPrefix the same as when the earlier digest was drawn
     */
    public ChainReport check(String digestPrefix, HistoryDigest earlier) {
        return new Walk(digestPrefix, earlier).run();
    }

    /**
     * Looks for the first of these heads that the journal does not have any more: a cut-off end
     * shows in no chain, only against what somebody else has noted.
     */
    public Optional<Difference> firstMissing(Iterator<KnownHead> heads) {
        var some = new ArrayList<KnownHead>();
        while (heads.hasNext()) {
            some.clear();
            while (heads.hasNext() && some.size() < HEADS_AT_ONCE) {
                some.add(heads.next());
            }
            var missing =
                    database.autocommit(connection -> HeadTable.firstMissing(connection, some));
            if (missing.isPresent()) return missing;
        }
        return Optional.empty();
    }

    private final class Walk {
        private final String prefix;
        private final @Nullable HistoryDigest earlier;
        private final DigestBuilder now = new DigestBuilder(new EventReader(database).horizon());
        private final @Nullable DigestBuilder then;
        private @Nullable Difference difference;
        private String entity = "";
        private long entities;
        private long events;

        Walk(String prefix, @Nullable HistoryDigest earlier) {
            this.prefix = prefix;
            this.earlier = earlier;
            this.then = earlier == null ? null : new DigestBuilder(earlier.cut());
        }

        ChainReport run() {
            new ChainWalk(database).walk(this::visit);
            if (difference == null && earlier != null && then != null) {
                difference = compare(earlier, then.finish());
            }
            return new ChainReport(
                    entities,
                    events,
                    difference == null ? Optional.of(now.finish()) : Optional.empty(),
                    Optional.ofNullable(difference));
        }

        private boolean visit(ChainLink link) {
            events++;
            if (!link.entity().equals(entity)) {
                entity = link.entity();
                entities++;
            }
            if (!link.holds()) {
                difference =
                        new Difference(
                                link.entity(),
                                link.sequence(),
                                "it, or the event before it, is not what was stored.");
                return false;
            }
            if (link.entity().startsWith(prefix)) {
                now.add(link);
                if (then != null) then.add(link);
            }
            return true;
        }

        private static @Nullable Difference compare(HistoryDigest earlier, HistoryDigest again) {
            if (earlier.equals(again)) return null;
            return new Difference(
                    "",
                    0,
                    "Every chain holds, but the history of the earlier digest is not part of it:"
                            + " there were "
                            + earlier.events()
                            + " events of "
                            + earlier.entities()
                            + " entities, there are "
                            + again.events()
                            + " of "
                            + again.entities()
                            + " now, or their content differs.");
        }
    }
}
