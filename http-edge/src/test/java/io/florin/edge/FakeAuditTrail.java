package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import io.florin.protocol.trail.AuditTrail;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A trail in memory, newest first; it fails if told to. */
final class FakeAuditTrail implements AuditTrail {
    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::id).reversed();

    final List<AuditFilter> filters = new CopyOnWriteArrayList<>();
    private final Map<String, AuditEntry> entries = new ConcurrentHashMap<>();

    volatile @Nullable RuntimeException failure;

    /** Of what was asked for. */
    volatile @Nullable RuntimeException failureOfAsked;

    /** What was done. */
    List<AuditEntry> all() {
        return those(entry -> !isAsked(entry));
    }

    /** What was about to be done. */
    List<AuditEntry> asked() {
        return those(FakeAuditTrail::isAsked);
    }

    private List<AuditEntry> those(Predicate<AuditEntry> which) {
        return entries.values().stream().filter(which).sorted(NEWEST_FIRST).toList();
    }

    private static boolean isAsked(AuditEntry entry) {
        return entry.kind().endsWith(".asked");
    }

    @Override
    public CompletionStage<Void> append(AuditEntry entry) {
        var failing = isAsked(entry) ? failureOfAsked : failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        entries.putIfAbsent(entry.id(), entry);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Page<AuditEntry>> find(AuditFilter filter) {
        filters.add(filter);
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        return FakePage.of(
                all().stream().filter(entry -> fits(filter, entry)).toList(),
                filter.cursor(),
                filter.limit());
    }

    private static boolean fits(AuditFilter filter, AuditEntry entry) {
        return entry.app().equals(filter.app())
                && fits(filter.kind(), entry.kind())
                && fits(filter.actor(), entry.actor())
                && fits(filter.target(), entry.target())
                && (filter.from() == null || !entry.at().isBefore(filter.from()))
                && (filter.to() == null || entry.at().isBefore(filter.to()));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equals(is);
    }
}
