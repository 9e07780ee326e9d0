package io.florin.protocol.wallet;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;

/**
 * The names under which a wallet remembers what it decided, each unique per wallet for ever. The
 * kind stands in front, so that two kinds never meet; clients never write a prefix. These texts are
 * stored: they never change.
 */
public final class Names {
    private Names() {}

    /** A transfer asked of this wallet. */
    public static String transfer(TransferId id) {
        return "t/" + id;
    }

    /** The decision on an all-or-nothing transfer. */
    public static String decision(TransferId id) {
        return "k/" + id;
    }

    /** The end of one leg, at the source. */
    public static String end(TransferId id, int leg) {
        return ends(id) + leg;
    }

    /** What the ends of a transfer's legs begin with. */
    public static String ends(TransferId id) {
        return "e/" + id + "/";
    }

    /** A leg credited, received, refused or forbidden here. */
    public static String credit(LegName leg) {
        return "c/" + leg.tail();
    }

    /** The end of a received leg: confirmed or cancelled. */
    public static String confirmation(LegName leg) {
        return "f/" + leg.tail();
    }

    public static String hold(HoldId id) {
        return "h/" + id;
    }

    /** The release or expiry of a hold. */
    public static String holdEnd(HoldId id) {
        return "x/" + id;
    }

    /** Money in or out under an external reference. */
    public static String reference(SystemAccount account, String reference) {
        return "d/" + account.name() + "/" + reference;
    }

    /** The n-th change of what has been reversed of a leg, from 1; sorts by number. */
    public static String reversal(LegName leg, int number) {
        return reversals(leg) + "%06d".formatted(number);
    }

    /** What the reversals of a leg begin with. */
    public static String reversals(LegName leg) {
        return "r/" + leg.tail() + "/";
    }
}
