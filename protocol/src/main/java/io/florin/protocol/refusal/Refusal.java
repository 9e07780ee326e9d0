package io.florin.protocol.refusal;

import java.util.Locale;

/**
 * Every reason to say no. The order is the precedence: where several apply, the first is given. The
 * lower-case name is the public {@code code}, the kind decides the HTTP status, the sentence helps.
 */
public enum Refusal {
    // What the edge sees before any wallet does.
    NOT_FOUND(Kind.NOT_FOUND, "There is no such address."),
    METHOD_NOT_ALLOWED(Kind.METHOD, "This address does not take this method."),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "Send a valid credential."),
    TOKEN_EXPIRED(Kind.UNAUTHENTICATED, "The access token has expired; refresh the session."),
    FORBIDDEN(Kind.FORBIDDEN, "This credential may not do that."),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "The body is larger than this address takes."),
    BODY_INCOMPLETE(Kind.MALFORMED, "The body did not arrive whole and in time."),
    UNSUPPORTED_MEDIA_TYPE(Kind.MEDIA_TYPE, "Send application/json."),
    JSON_MALFORMED(Kind.MALFORMED, "The body is not one well-formed JSON object."),
    FIELD_UNKNOWN(Kind.MALFORMED, "The body has a field that this call does not know."),
    FIELD_DUPLICATE(Kind.MALFORMED, "The body has a field twice."),
    FIELD_MISSING(Kind.MALFORMED, "The body lacks a field."),
    FIELD_INVALID(Kind.MALFORMED, "A field has a value that it cannot have."),
    AMOUNT_INVALID(
            Kind.MALFORMED, "An amount is a whole number of minor units, 1 to 9007199254740991."),
    ID_INVALID(Kind.MALFORMED, "An id must match [A-Za-z0-9][A-Za-z0-9_.:-]{0,63}."),
    USERNAME_INVALID(
            Kind.MALFORMED,
            "A username is 3 to 32 letters a to z, digits, '.', '_' or '-', and begins with a"
                    + " letter or digit."),
    EMAIL_INVALID(Kind.MALFORMED, "An e-mail is name@domain in ASCII, at most 254 characters."),
    PASSWORD_INVALID(Kind.MALFORMED, "A password has 8 to 256 characters."),
    PIN_INVALID(Kind.MALFORMED, "A PIN is 4 to 8 digits."),
    PARAMETER_INVALID(Kind.MALFORMED, "A query parameter has a value that it cannot have."),
    IDEMPOTENCY_KEY_MISSING(
            Kind.MALFORMED, "Send an Idempotency-Key header, or an id in the body."),
    IDEMPOTENCY_KEY_INVALID(
            Kind.MALFORMED, "An Idempotency-Key is 1 to 255 printable ASCII characters."),
    QUEUE_UNKNOWN(Kind.NOT_FOUND, "There is no such queue."),
    JOB_KIND_UNKNOWN(Kind.RULE, "The queue takes no jobs of this kind."),
    PAYLOAD_INVALID(Kind.RULE, "The payload is not what jobs of this kind take."),
    RUN_AT_INVALID(Kind.RULE, "A job cannot begin then."),
    PRICE_INVALID(Kind.RULE, "Jobs of this kind need a price, of a wallet, or must have none."),
    ASSET_UNKNOWN(Kind.RULE, "The app has no such asset."),

    // Names met again.
    IDEMPOTENCY_KEY_REUSED(Kind.RULE, "This key was used for a different request."),
    ID_REUSED(Kind.RULE, "This id was used for a different request."),
    REFERENCE_REUSED(Kind.RULE, "This reference was used for a different request."),
    IDEMPOTENCY_KEY_IN_FLIGHT(Kind.CONFLICT, "The first request under this key is under way."),

    // What the wallet itself decides.
    WALLET_NOT_FOUND(Kind.NOT_FOUND, "There is no such wallet."),
    WALLET_EXISTS(Kind.CONFLICT, "A wallet of this id exists."),
    WALLET_CLOSED(Kind.CONFLICT, "The wallet is closed."),
    SELF_TRANSFER(Kind.RULE, "A wallet cannot send to itself."),
    DEBITS_BLOCKED(Kind.BLOCKED, "The wallet's debits are blocked."),
    CREDITS_BLOCKED(Kind.BLOCKED, "The wallet's credits are blocked."),
    HOLD_NOT_FOUND(Kind.NOT_FOUND, "The wallet has no such hold."),
    HOLD_FINISHED(Kind.CONFLICT, "The hold has ended."),
    HOLD_CAPTURING(Kind.CONFLICT, "A capture of the hold is under way; ask again."),
    CAPTURE_EXCEEDS_HOLD(Kind.RULE, "More than what remains of the hold."),
    JOB_NOT_FOUND(Kind.NOT_FOUND, "There is no such job."),
    JOB_ENDED(Kind.CONFLICT, "The job has ended."),
    JOB_SENT(
            Kind.CONFLICT,
            "A request may have left for a provider; the job ends once its outcome is known."),
    TRANSFER_NOT_FOUND(Kind.NOT_FOUND, "The wallet has no such transfer."),
    TRANSFER_NOT_ENDED(Kind.CONFLICT, "The transfer has not ended; ask again."),
    TRANSFER_NOT_COMPLETED(Kind.RULE, "The leg did not go through, so nothing can be reversed."),
    REVERSAL_EXCEEDS_TRANSFER(Kind.RULE, "More than what is left of the transfer."),
    REVERSALS_EXHAUSTED(Kind.RULE, "The leg has been reversed in too many parts."),
    LIMIT_EXCEEDED(Kind.RULE, "More than may be sent at once, in a day or in a month."),
    INSUFFICIENT_FUNDS(Kind.FUNDS, "The available balance does not cover it."),
    BALANCE_OUT_OF_BOUNDS(Kind.RULE, "A balance would leave ±9007199254740991."),
    ASSETS_EXHAUSTED(Kind.RULE, "The wallet cannot hold one more asset."),
    WALLET_NOT_EMPTY(Kind.CONFLICT, "Closing needs zero balances and nothing open."),

    // What a destination decides; the source hears it and returns the money.
    DESTINATION_NOT_FOUND(Kind.RULE, "The destination wallet does not exist."),
    DESTINATION_CLOSED(Kind.RULE, "The destination wallet is closed."),
    DESTINATION_BLOCKED(Kind.BLOCKED, "The destination wallet's credits are blocked."),
    DESTINATION_FULL(Kind.RULE, "The destination wallet cannot take it."),
    LEG_CANCELLED(Kind.RULE, "The transfer was cancelled before this leg arrived."),

    // What users and sessions decide.
    CREDENTIALS_WRONG(Kind.UNAUTHENTICATED, "The e-mail or the password is wrong."),
    SECOND_FACTOR_REQUIRED(Kind.UNAUTHENTICATED, "Send the second factor's code as otp, too."),
    SECOND_FACTOR_WRONG(Kind.UNAUTHENTICATED, "The second factor's code is wrong or was used."),
    SECOND_FACTOR_NOT_SET(Kind.FORBIDDEN, "This role needs a second factor; set one up first."),
    REFRESH_TOKEN_INVALID(Kind.UNAUTHENTICATED, "This refresh token is nobody's."),
    REFRESH_TOKEN_REUSED(
            Kind.UNAUTHENTICATED, "This refresh token was used before, so the session was ended."),
    SESSION_ENDED(Kind.UNAUTHENTICATED, "The session has ended; log in again."),
    SESSION_NOT_FOUND(Kind.NOT_FOUND, "There is no such session."),
    SESSION_EXISTS(Kind.CONFLICT, "A session of this id exists."),
    CONVERSATION_NOT_FOUND(Kind.NOT_FOUND, "The session has no conversation, or it has expired."),
    CODE_NOT_FOUND(Kind.NOT_FOUND, "There is no such code."),
    CODE_USED(Kind.RULE, "The code has been used; ask for a new one."),
    CODE_EXPIRED(Kind.RULE, "The code has expired; ask for a new one."),
    CODE_EXHAUSTED(Kind.RULE, "The code had too many wrong tries; ask for a new one."),
    CODE_WRONG(Kind.RULE, "The code is wrong."),
    USER_NOT_FOUND(Kind.NOT_FOUND, "There is no such user."),
    USERNAME_TAKEN(Kind.CONFLICT, "Another user has this username."),
    EMAIL_TAKEN(Kind.CONFLICT, "Another user has this e-mail."),
    USER_BLOCKED(Kind.FORBIDDEN, "The user is blocked."),
    PIN_REQUIRED(Kind.RULE, "Send the PIN, too."),
    PIN_NOT_SET(Kind.RULE, "The user has no PIN; set one first."),
    PIN_WRONG(Kind.RULE, "The PIN is wrong."),
    API_KEY_NOT_FOUND(Kind.NOT_FOUND, "There is no such key."),
    API_KEY_EXISTS(
            Kind.CONFLICT,
            "This request made a key before, and its text is shown once only; revoke it and make"
                    + " another under another Idempotency-Key."),
    REQUEST_NOT_FOUND(Kind.NOT_FOUND, "There is no such request."),
    REQUEST_FINISHED(Kind.CONFLICT, "The request has been answered."),
    WALLETS_TOO_MANY(Kind.RULE, "The user has as many wallets as one may have."),

    // What payments and payouts decide.
    PROVIDER_OFF(Kind.RULE, "There is no key for this provider, so nothing is asked of it."),
    PACK_UNKNOWN(Kind.RULE, "The app sells no such pack."),
    CURRENCY_UNFIT(Kind.RULE, "This asset is no currency that a provider moves."),
    PAYMENT_NOT_FOUND(Kind.NOT_FOUND, "There is no such payment."),
    PAYMENT_NOT_REFUNDABLE(Kind.RULE, "Only a payment that has succeeded can be refunded."),
    PAYMENT_REFUNDED(Kind.CONFLICT, "Not so much of the payment is left to be refunded."),
    PAYOUT_NOT_FOUND(Kind.NOT_FOUND, "There is no such payout."),
    PAYOUT_ANSWERED(Kind.CONFLICT, "The payout does not wait for this answer any more."),
    NOTHING_TO_DECIDE(Kind.CONFLICT, "It does not wait for anybody's decision, or for this one."),

    // What is wrong with where an app wants to be told.
    WEBHOOK_ENDPOINT_NOT_FOUND(Kind.NOT_FOUND, "There is no such webhook endpoint."),
    WEBHOOK_ENDPOINT_EXISTS(
            Kind.CONFLICT,
            "This request made an endpoint before, and its secret is shown once only; change the"
                    + " secret, or delete it and make another under another Idempotency-Key."),
    WEBHOOK_ENDPOINTS_TOO_MANY(Kind.RULE, "The app has as many webhook endpoints as it may have."),
    WEBHOOK_ENDPOINT_OFF(Kind.CONFLICT, "The endpoint is off; enable it first."),
    WEBHOOK_URL_INVALID(
            Kind.MALFORMED, "A webhook's url is https://host[:port][/path], without credentials."),
    WEBHOOK_URL_FORBIDDEN(Kind.RULE, "The url leads to an address that is not a public one."),
    WEBHOOK_DELIVERY_NOT_FOUND(Kind.NOT_FOUND, "The endpoint has no such delivery."),

    // What is wrong with a provider's message.
    WEBHOOK_UNKNOWN(Kind.NOT_FOUND, "No provider sends to this address."),
    WEBHOOK_SIGNATURE_MISSING(Kind.UNAUTHENTICATED, "The message is not signed."),
    WEBHOOK_SIGNATURE_MALFORMED(Kind.MALFORMED, "What should be a signature cannot be one."),
    WEBHOOK_SIGNATURE_MISMATCH(Kind.UNAUTHENTICATED, "The signature is not of these bytes."),
    WEBHOOK_SIGNATURE_TOO_OLD(Kind.UNAUTHENTICATED, "The message was signed too long ago."),
    WEBHOOK_SIGNATURE_IN_FUTURE(Kind.UNAUTHENTICATED, "The message was signed in the future."),
    WEBHOOK_EVENT_UNKNOWN(Kind.NOT_FOUND, "There is no such event."),
    WEBHOOK_HANDSHAKE_WRONG(Kind.FORBIDDEN, "This is not the token that was agreed on."),

    // What is wrong with what operators ask of the nodes.
    LOG_LEVELS_TOO_MANY(Kind.RULE, "As many loggers are changed as may be; wait until they end."),

    // Not answers: ask again.
    LOCKED_OUT(Kind.LIMITED, "Too many wrong tries; wait as long as Retry-After says."),
    AMBIGUOUS_ID(
            Kind.CONFLICT,
            "Several wallets used this id; say which with ?from=, or ?wallet= for a job."),
    RATE_LIMITED(Kind.LIMITED, "Too many requests; wait as long as Retry-After says."),
    BUSY(Kind.UNAVAILABLE, "Too much is under way; nothing was taken, ask again."),
    HISTORY_UNREADABLE(
            Kind.UNAVAILABLE,
            "Its history holds what only a newer release can read; nothing was taken, ask again"
                    + " when that one runs."),
    UNAVAILABLE(Kind.UNAVAILABLE, "A part of the service is down; nothing was taken, ask again."),
    INTERNAL(Kind.BUG, "This is a bug.");

    /** What kind of no it is; the edge gives each one HTTP status. */
    public enum Kind {
        /** 400. */
        MALFORMED,
        /** 401. */
        UNAUTHENTICATED,
        /** 402. */
        FUNDS,
        /** 403, the caller may not. */
        FORBIDDEN,
        /** 403, the wallet may not: code {@code wallet_blocked} covers all of this kind. */
        BLOCKED,
        /** 404. */
        NOT_FOUND,
        /** 405. */
        METHOD,
        /** 409. */
        CONFLICT,
        /** 413. */
        TOO_LARGE,
        /** 415. */
        MEDIA_TYPE,
        /** 422. */
        RULE,
        /** 429, with Retry-After. */
        LIMITED,
        /** 503, with Retry-After: certainly not taken. */
        UNAVAILABLE,
        /** 500. */
        BUG
    }

    private final Kind kind;
    private final String sentence;

    Refusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * Whether it is an answer, remembered under the request's names. What says "ask again" is not,
     * nor what should never have reached a wallet.
     */
    public boolean isAnswer() {
        return switch (this) {
            case HOLD_CAPTURING, TRANSFER_NOT_ENDED, IDEMPOTENCY_KEY_IN_FLIGHT -> false;
            default ->
                    switch (kind) {
                        case MALFORMED, UNAUTHENTICATED, FORBIDDEN, LIMITED, UNAVAILABLE -> false;
                        case FUNDS,
                                BLOCKED,
                                NOT_FOUND,
                                METHOD,
                                CONFLICT,
                                TOO_LARGE,
                                MEDIA_TYPE,
                                RULE,
                                BUG ->
                                true;
                    };
        };
    }

    /** The stable public code. */
    public String code() {
        return kind == Kind.BLOCKED ? "wallet_blocked" : name().toLowerCase(Locale.ROOT);
    }
}
