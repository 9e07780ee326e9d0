package io.florin.node.rules;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is said to the wallet {@link #ME}, one phrase a row:
 *
 * <pre>
 * open [limit=100]             deposit 100 [ref=r1]         transfer t1 bob:40 @fees:1 [whole]
 * update debits=blocked        withdraw 30THB               hold h1 60 [for=30s]
 * close · reopen               capture h1 40 bob as=c1 [last]        release h1
 * reverse bob/t9/0 all as=r1 [forced]          submit j1 60 [unique=u1]    end j1 [@fees]
 * credit bob/t9/0 40 [promised] [reversal]      confirm bob/t9/0      cancel bob/t9/0
 * accepted t1/0      declined t1/0 destination_full      spendable t1/0      forgotten t1/0
 * look [fresh]       show t1       show-hold h1
 * </pre>
 *
 * Every request may carry {@code k=} its idempotency key and, like a query, {@code by=} the one
 * whose the wallet must be; {@code whole} means all or nothing; an id with {@code ~} in front was
 * made by the server; an amount without an asset is in USD, {@code max} is the largest and {@code
 * all} is what is left.
 */
public record Phrases(List<String> words, Map<String, String> options, Instant now) {
    public static final WalletId ME = new WalletId("app", "me");

    private static final Asset USD = new Asset("USD");
    private static final SystemAccount BANK = new SystemAccount("@external:bank");

    /** {@code now}: when the peer that speaks has decided. */
    public static Phrases of(String phrase, Instant now) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (var word : phrase.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                words.add(word);
            } else {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new Phrases(words, options, now);
    }

    public String verb() {
        return words.getFirst();
    }

    private String word(int index) {
        return words.get(index);
    }

    private boolean says(String word) {
        return words.contains(word);
    }

    private @Nullable String option(String name) {
        return options.get(name);
    }

    /** Null if it is none. */
    public @Nullable Request request() {
        var command = command();
        if (command == null) return null;
        // Of an update the limits are what is asked.
        var owner = option("by");
        var caller = owner == null ? Terms.FREE : Terms.ofOwner(owner);
        var terms = command instanceof WalletCommand.Update ? caller : added().terms();
        return new Request(option("k"), command, terms);
    }

    private PhrasedTerms added() {
        return new PhrasedTerms(options);
    }

    private @Nullable WalletCommand command() {
        return switch (verb()) {
            case "open" ->
                    new WalletCommand.Open(
                            Objects.requireNonNullElse(option("for"), "owner"), limits(), Map.of());
            case "update" -> update(option("status"));
            case "close" -> update("closed");
            case "reopen" -> update("open");
            case "deposit" ->
                    new WalletCommand.Deposit(
                            id(), money(1), account("from"), ref(), Note.NONE, says("due"));
            case "withdraw" ->
                    new WalletCommand.Withdraw(id(), money(1), account("to"), ref(), Note.NONE);
            case "transfer" -> transfer();
            case "hold" ->
                    new WalletCommand.Hold(
                            new HoldId(bare(word(1))), given(), money(2), seconds(), note());
            case "capture" ->
                    new WalletCommand.Capture(
                            new HoldId(word(1)),
                            new TransferId(id()),
                            amount(word(2)),
                            account(word(3), ME),
                            says("last"));
            case "release" -> new WalletCommand.Release(new HoldId(word(1)));
            case "reverse" ->
                    new WalletCommand.Reverse(
                            new TransferId(id()),
                            leg(word(1)),
                            amount(word(2)),
                            says("forced"),
                            note());
            case "submit" -> new PhrasedJobs(this).submit();
            case "end" -> new PhrasedJobs(this).end();
            default -> null;
        };
    }

    private WalletCommand update(@Nullable String status) {
        return new WalletCommand.Update(
                permission("debits"),
                permission("credits"),
                status == null ? null : Status.valueOf(upper(status)),
                limits(),
                added().own(USD, says("unlimited")));
    }

    private @Nullable Permission permission(String name) {
        var value = option(name);
        return value == null ? null : Permission.valueOf(upper(value));
    }

    private WalletCommand transfer() {
        var legs = new ArrayList<Leg>();
        Asset asset = USD;
        for (var word : words.subList(2, words.size())) {
            int colon = word.lastIndexOf(':');
            if (colon < 0) continue;
            var money = money(word.substring(colon + 1));
            asset = money.asset();
            legs.add(new Leg(account(word.substring(0, colon), ME), money.minor()));
        }
        var id = new TransferId(bare(word(1)));
        return new WalletCommand.Transfer(id, given(), asset, legs, says("whole"), note());
    }

    private OverdraftLimits limits() {
        var text = option("limit");
        if (text == null) return OverdraftLimits.NONE;
        var limits = new HashMap<Asset, Long>();
        for (var each : text.split(",", -1)) {
            var digits = each.replaceAll("[A-Z].*", "");
            limits.put(assetOf(each), minor(digits));
        }
        return new OverdraftLimits(limits);
    }

    /** Null if it is none. */
    public @Nullable PeerMessage message() {
        return switch (verb()) {
            case "credit" ->
                    new PeerMessage.Credit(
                            ME, leg(word(1)), kind(), money(2), note(), says("promised"));
            case "confirm" -> new PeerMessage.Confirm(ME, leg(word(1)));
            case "cancel" -> new PeerMessage.Cancel(ME, leg(word(1)));
            case "accepted" -> new PeerMessage.Accepted(leg(word(1)), now);
            case "declined" ->
                    new PeerMessage.Declined(
                            leg(word(1)), Denial.of(Refusal.valueOf(upper(word(2)))));
            case "spendable" -> new PeerMessage.LegSpendable(leg(word(1)), now);
            case "forgotten" -> new PeerMessage.LegForgotten(leg(word(1)), now);
            default -> null;
        };
    }

    /** As if so many reversals of a leg had been counted and come back. */
    WalletEvent.ReversalCounted reversals() {
        return new WalletEvent.ReversalCounted(now, leg(word(1)), Integer.parseInt(word(2)), 0);
    }

    private TransferKind kind() {
        return says("reversal") ? TransferKind.REVERSAL : TransferKind.TRANSFER;
    }

    /** Null if it is none. */
    public @Nullable Inquiry inquiry() {
        var query = query();
        return query == null ? null : new Inquiry(query, option("by"));
    }

    private @Nullable WalletQuery query() {
        return switch (verb()) {
            case "look" -> new WalletQuery.Look(says("fresh"));
            case "show" -> new WalletQuery.FindTransfer(new TransferId(word(1)));
            case "show-hold" -> new WalletQuery.FindHold(new HoldId(word(1)));
            default -> null;
        };
    }

    /** {@code bob/t9/0}, or {@code t1/0} for a leg of our own. */
    private static LegName leg(String text) {
        var parts = text.split("/", -1);
        int at = parts.length - 2;
        var from = at == 0 ? ME : ME.sibling(parts[0]);
        return new LegName(from, new TransferId(parts[at]), Integer.parseInt(parts[at + 1]));
    }

    private SystemAccount account(String option) {
        var name = option(option);
        return name == null ? BANK : new SystemAccount(name);
    }

    /** A system account, or a wallet beside the one given. */
    public static Account account(String name, WalletId beside) {
        return name.startsWith("@") ? new SystemAccount(name) : beside.sibling(name);
    }

    private boolean given() {
        return !word(1).startsWith("~");
    }

    private static String bare(String id) {
        return id.startsWith("~") ? id.substring(1) : id;
    }

    private String id() {
        return Objects.requireNonNullElse(option("as"), "made-1");
    }

    private @Nullable String ref() {
        return option("ref");
    }

    private Note note() {
        var memo = option("memo");
        return memo == null ? Note.NONE : new Note(memo, Map.of());
    }

    private @Nullable Long seconds() {
        var period = option("for");
        return period == null ? null : duration(period).toSeconds();
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}. */
    public static Duration duration(String text) {
        return Duration.parse("PT" + upper(text));
    }

    private Money money(int word) {
        return money(word(word));
    }

    static Money money(String text) {
        return new Money(assetOf(text), minor(text.replaceAll("[A-Z].*", "")));
    }

    private static @Nullable Long amount(String text) {
        return text.equals("all") ? null : Long.valueOf(minor(text));
    }

    private static Asset assetOf(String text) {
        var code = text.replaceAll("^[^A-Z]*", "");
        return code.isEmpty() ? USD : new Asset(code);
    }

    private static long minor(String text) {
        if (!text.startsWith("max")) return Long.parseLong(text);
        return Money.MAX_MINOR - (text.equals("max") ? 0 : Long.parseLong(text.substring(4)));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
