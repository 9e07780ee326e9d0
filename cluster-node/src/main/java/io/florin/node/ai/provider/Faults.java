package io.florin.node.ai.provider;

import io.florin.node.ai.provider.Answer.Fault;
import io.florin.node.ai.provider.Answer.Trouble;
import io.florin.node.job.Outcome.Again;
import io.florin.protocol.job.JobError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of a provider means for the job: the rule, without a clock. */
public final class Faults {
    /** Nobody is obeyed for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Set<String> QUOTAS =
            Set.of(
                    "insufficient_quota",
                    "quota_exceeded",
                    "billing_hard_limit_reached",
                    "billing_not_active");

    private static final Again NEVER = new Again.Never();
    private static final Again LATER = new Again.Later();

    private Faults() {}

    /** An error's answer, as far as it matters. Only what it says in codes is passed on. */
    public record Refusal(
            int status,
            @Nullable String code,
            @Nullable String type,
            @Nullable String retryAfterMillis,
            @Nullable String retryAfter) {
        private boolean ofQuota() {
            return (code != null && QUOTAS.contains(code))
                    || (type != null && QUOTAS.contains(type));
        }

        private String told(String provider) {
            var reason = code == null ? type : code;
            var known = reason != null && reason.matches("[A-Za-z0-9_.-]{1,64}");
            return "%s answered %d%s.".formatted(provider, status, known ? " " + reason : "");
        }
    }

    /** What to do about an answer that is none. */
    public static Fault of(String provider, Refusal refusal, Instant now) {
        var told = refusal.told(provider);
        if (refusal.ofQuota()) return fault(Trouble.QUOTA, "provider_quota", told, NEVER);
        int status = refusal.status();
        if (status >= 500) return fault(Trouble.PROVIDER, "provider_failed", told, LATER);
        return switch (status) {
            case 401, 403 -> fault(Trouble.DENIED, "provider_denied", told, NEVER);
            case 408, 409 -> fault(Trouble.PROVIDER, "provider_failed", told, LATER);
            case 429 -> fault(Trouble.RATE, "provider_busy", told, comeBack(refusal, now));
            default -> fault(Trouble.REQUEST, "provider_refused", told, NEVER);
        };
    }

    /** No answer, or one that nobody can read. */
    public static Fault unheard(String provider) {
        return fault(Trouble.PROVIDER, "provider_failed", provider + " gave no answer.", LATER);
    }

    static Fault circuitOpen(String provider) {
        return fault(
                Trouble.CIRCUIT,
                "provider_down",
                provider + " is given a rest, for it failed.",
                LATER);
    }

    static Fault noProvider() {
        return fault(
                Trouble.NOBODY,
                "no_provider",
                "No provider of models has a key in the settings.",
                NEVER);
    }

    static Fault noTime() {
        return fault(Trouble.NOBODY, "no_time", "No time was left to ask a model.", LATER);
    }

    /**
     * Of two providers that both failed: the job hopes for the one that is sooner to work again.
     */
    static Fault either(Fault first, Fault second) {
        return sooner(first.again(), second.again()) == first.again() ? first : second;
    }

    private static Again sooner(Again first, Again second) {
        return switch (first) {
            case Again.Never() -> second instanceof Again.Never ? first : second;
            case Again.Later() -> first;
            case Again.NotBefore(var at) ->
                    switch (second) {
                        case Again.Never() -> first;
                        case Again.Later() -> second;
                        case Again.NotBefore(var other) -> at.isAfter(other) ? second : first;
                    };
        };
    }

    private static Again comeBack(Refusal refusal, Instant now) {
        var at = byMillis(refusal.retryAfterMillis(), now);
        if (at == null) at = bySeconds(refusal.retryAfter(), now);
        if (at == null) at = byDate(refusal.retryAfter());
        if (at == null) return LATER;
        var latest = now.plus(LONGEST_WAIT);
        return new Again.NotBefore(at.isAfter(latest) ? latest : at);
    }

    private static @Nullable Instant byMillis(@Nullable String text, Instant now) {
        if (text == null || !text.matches("[0-9]{1,12}(\\.[0-9]+)?")) return null;
        return now.plusMillis(roundedUp(text));
    }

    private static @Nullable Instant bySeconds(@Nullable String text, Instant now) {
        if (text == null || !text.matches("[0-9]{1,9}(\\.[0-9]+)?")) return null;
        return now.plusSeconds(roundedUp(text));
    }

    private static long roundedUp(String text) {
        int point = text.indexOf('.');
        return point < 0 ? Long.parseLong(text) : Long.parseLong(text.substring(0, point)) + 1;
    }

    private static @Nullable Instant byDate(@Nullable String text) {
        if (text == null) return null;
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return null; // neither: the usual back-off, then
        }
    }

    private static Fault fault(Trouble trouble, String code, String message, Again again) {
        return new Fault(trouble, new JobError(code, message), again);
    }
}
