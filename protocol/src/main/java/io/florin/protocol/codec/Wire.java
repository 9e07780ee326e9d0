package io.florin.protocol.codec;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.proto.WordsProto;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.OverdraftLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shared words as Protobuf messages and back, exactly. Whatever cannot be a word throws {@link
 * IllegalArgumentException} in both directions.
 */
public final class Wire {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private Wire() {}

    /**
     * Microseconds since 1970. A finer time throws: what is stored must be what is in memory, so a
     * time is truncated where it is made, not here.
     */
    public static long micros(Instant time) {
        if (time.getNano() % NANOS_PER_MICRO != 0) {
            throw new IllegalArgumentException(
                    time + " is finer than a microsecond; truncate it where it is made.");
        }
        return Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND)
                + time.getNano() / NANOS_PER_MICRO;
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /** {@code app/id} of a wallet, {@code @name} of a system account. */
    public static String text(Account account) {
        return switch (account) {
            case WalletId wallet -> wallet.toString();
            case SystemAccount system -> system.name();
        };
    }

    public static Account account(String text) {
        return text.startsWith("@") ? new SystemAccount(text) : WalletId.parse(text);
    }

    public static String name(Refusal refusal) {
        return refusal.name();
    }

    public static Refusal refusal(String name) {
        try {
            return Refusal.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "This release does not know the refusal '" + name + "'.", e);
        }
    }

    public static WordsProto.Money toProto(Money money) {
        return WordsProto.Money.newBuilder()
                .setAsset(money.asset().code())
                .setMinor(money.minor())
                .build();
    }

    public static Money fromProto(WordsProto.Money money) {
        return new Money(new Asset(money.getAsset()), money.getMinor());
    }

    public static WordsProto.Balance toProto(Balance balance) {
        return WordsProto.Balance.newBuilder()
                .setPosted(balance.posted())
                .setHeld(balance.held())
                .build();
    }

    public static Balance fromProto(WordsProto.Balance balance) {
        return new Balance(balance.getPosted(), balance.getHeld());
    }

    public static WordsProto.LegName toProto(LegName name) {
        return WordsProto.LegName.newBuilder()
                .setFrom(name.from().toString())
                .setTransfer(name.transfer().value())
                .setLeg(name.leg())
                .build();
    }

    public static LegName fromProto(WordsProto.LegName name) {
        return new LegName(
                WalletId.parse(name.getFrom()), new TransferId(name.getTransfer()), name.getLeg());
    }

    public static WordsProto.Leg toProto(Leg leg) {
        return WordsProto.Leg.newBuilder().setTo(text(leg.to())).setAmount(leg.amount()).build();
    }

    public static Leg fromProto(WordsProto.Leg leg) {
        return new Leg(account(leg.getTo()), leg.getAmount());
    }

    public static List<WordsProto.Leg> toProto(List<Leg> legs) {
        var protos = new ArrayList<WordsProto.Leg>(legs.size());
        for (var leg : legs) protos.add(toProto(leg));
        return protos;
    }

    public static List<Leg> legs(List<WordsProto.Leg> protos) {
        var legs = new ArrayList<Leg>(protos.size());
        for (var leg : protos) legs.add(fromProto(leg));
        return legs;
    }

    /** {@link Note#NONE} is left out of a message: most notes are, and two bytes count. */
    public static boolean isWritten(Note note) {
        return note.memo() != null || !note.metadata().isEmpty() || note.schedule() != null;
    }

    public static WordsProto.Note toProto(Note note) {
        var proto = WordsProto.Note.newBuilder().addAllMetadata(pairs(note.metadata()));
        if (note.memo() != null) proto.setMemo(note.memo());
        if (note.schedule() != null) proto.setSchedule(note.schedule());
        return proto.build();
    }

    public static Note fromProto(WordsProto.Note note) {
        if (!note.hasMemo() && note.getMetadataCount() == 0 && !note.hasSchedule()) {
            return Note.NONE;
        }
        return new Note(
                note.hasMemo() ? note.getMemo() : null,
                metadata(note.getMetadataList()),
                note.hasSchedule() ? note.getSchedule() : null);
    }

    public static List<WordsProto.Pair> pairs(Map<String, String> metadata) {
        var pairs = new ArrayList<WordsProto.Pair>(metadata.size());
        metadata.forEach((key, value) ->
                pairs.add(WordsProto.Pair.newBuilder().setKey(key).setValue(value).build()));
        return pairs;
    }

    public static Map<String, String> metadata(Collection<WordsProto.Pair> pairs) {
        if (pairs.isEmpty()) return Map.of();
        var metadata = new LinkedHashMap<String, String>();
        for (var pair : pairs) metadata.put(pair.getKey(), pair.getValue());
        return Note.metadata(metadata);
    }

    public static List<WordsProto.Limit> toProto(OverdraftLimits limits) {
        var protos = new ArrayList<WordsProto.Limit>(limits.byAsset().size());
        limits.byAsset()
                .forEach((asset, minor) ->
                        protos.add(
                                WordsProto.Limit.newBuilder()
                                        .setAsset(asset.code())
                                        .setMinor(minor)
                                        .build()));
        return protos;
    }

    public static OverdraftLimits limits(Collection<WordsProto.Limit> protos) {
        if (protos.isEmpty()) return OverdraftLimits.NONE;
        var limits = new LinkedHashMap<Asset, Long>();
        for (var limit : protos) limits.put(new Asset(limit.getAsset()), limit.getMinor());
        return new OverdraftLimits(limits);
    }

    public static WordsProto.Denial toProto(Denial denial) {
        var proto = WordsProto.Denial.newBuilder().setWhy(name(denial.why()));
        denial.facts()
                .forEach((name, value) ->
                        proto.addFacts(WordsProto.Fact.newBuilder().setName(name).setValue(value)));
        return proto.build();
    }

    public static Denial fromProto(WordsProto.Denial denial) {
        var facts = new LinkedHashMap<String, Long>();
        for (var fact : denial.getFactsList()) facts.put(fact.getName(), fact.getValue());
        return new Denial(refusal(denial.getWhy()), facts);
    }

    public static WordsProto.HoldFacts toProto(HoldFacts hold) {
        var proto =
                WordsProto.HoldFacts.newBuilder()
                        .setId(hold.id().value())
                        .setState(WireEnums.toProto(hold.state()))
                        .setAsset(hold.asset().code())
                        .setAmount(hold.amount())
                        .setCaptured(hold.captured())
                        .setCapturing(hold.capturing())
                        .setRemaining(hold.remaining())
                        .setCreatedAt(micros(hold.createdAt()));
        if (hold.expiresAt() != null) proto.setExpiresAt(micros(hold.expiresAt()));
        return proto.build();
    }

    public static HoldFacts fromProto(WordsProto.HoldFacts hold) {
        return new HoldFacts(
                new HoldId(hold.getId()),
                WireEnums.fromProto(hold.getState()),
                new Asset(hold.getAsset()),
                hold.getAmount(),
                hold.getCaptured(),
                hold.getCapturing(),
                hold.getRemaining(),
                hold.hasExpiresAt() ? instant(hold.getExpiresAt()) : null,
                instant(hold.getCreatedAt()));
    }
}
