package io.florin.edge.json;

import io.florin.protocol.account.Ids;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.OverdraftLimits;
import java.util.Map;

/** The types of ids, accounts, assets and amounts. */
public final class LedgerTypes {
    /** An asset's code has at most this many characters. */
    public static final int MAX_ASSET_CHARS = 16;

    /** An id that a caller may choose. */
    public static final Type<String> ID =
            Types.of(
                    Refusal.ID_INVALID,
                    "an id, which matches " + Ids.PATTERN,
                    Types.schema("string").text("pattern", "^" + Ids.PATTERN + "$").build(),
                    value -> Types.textValue(value).filter(Ids::isId));

    /** The id of a wallet or the name of a system account. */
    public static final Type<String> ACCOUNT =
            Types.of(
                    Refusal.ID_INVALID,
                    "a wallet's id, which matches %s, or a system account such as @fees"
                            .formatted(Ids.PATTERN),
                    Types.schema("string").build(),
                    value ->
                            Types.textValue(value)
                                    .filter(text -> Ids.isId(text) || isSystemAccount(text)));

    public static final Type<SystemAccount> SYSTEM_ACCOUNT =
            Types.of(
                    "a system account such as @external:bank",
                    Types.schema("string").text("pattern", "^@").build(),
                    value ->
                            Types.textValue(value)
                                    .filter(LedgerTypes::isSystemAccount)
                                    .map(SystemAccount::new));

    /** 1 … 2^53 − 1 minor units. */
    public static final Type<Long> AMOUNT = amount(1);

    /** An asset's code; whether the app has such an asset is asked after everything else. */
    public static final Type<String> ASSET =
            Types.of(
                    "an asset's code such as USD",
                    Types.schema("string").whole("maxLength", MAX_ASSET_CHARS).build(),
                    Types::textValue);

    public static final Type<String> MEMO = Types.text(0, Note.MAX_MEMO_CHARS);

    public static final Type<Map<String, String>> METADATA =
            Types.map(Types.text(0, Note.MAX_VALUE_CHARS), Note.MAX_ENTRIES, Note.MAX_KEY_CHARS);

    /** 0 … 2^53 − 1 minor units. */
    public static final Type<Long> LIMIT = amount(0);

    /** The version of an app's schedule of fees and limits. */
    public static final Type<String> SCHEDULE = Types.text(1, Note.MAX_SCHEDULE_CHARS);

    /** How far below zero, by asset. */
    public static final Type<Map<String, Long>> LIMITS =
            Types.map(LIMIT, OverdraftLimits.MAX_ASSETS, MAX_ASSET_CHARS);

    private LedgerTypes() {}

    private static Type<Long> amount(long min) {
        return Types.of(
                Refusal.AMOUNT_INVALID,
                "a whole number of minor units, %d to %d".formatted(min, Money.MAX_MINOR),
                Types.schema("integer")
                        .whole("minimum", min)
                        .whole("maximum", Money.MAX_MINOR)
                        .build(),
                value ->
                        Types.wholeValue(value)
                                .filter(amount -> amount >= min && amount <= Money.MAX_MINOR));
    }

    /** One that money can come from or go to: not one of the ledger's own. */
    private static boolean isSystemAccount(String text) {
        return SystemAccount.isName(text)
                && !text.equals(SystemAccount.TRANSIT.name())
                && !text.equals(SystemAccount.SUSPENSE.name());
    }
}
