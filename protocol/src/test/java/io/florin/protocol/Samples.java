package io.florin.protocol;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.trace.TraceIds;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Fingerprint;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.SpendingLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Words at random from a seed, the bounds of each among them: the same seed, the same words. */
public final class Samples {
    private static final String ID_TAIL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";
    private static final String ID_HEAD = ID_TAIL.substring(0, 62);
    private static final List<Asset> ASSETS =
            List.of(
                    new Asset("USD"),
                    new Asset("XY"),
                    new Asset("STAR2"),
                    new Asset("A".repeat(16)));
    private static final List<SystemAccount> SYSTEM_ACCOUNTS =
            List.of(
                    SystemAccount.FEES,
                    new SystemAccount("@external:bank"),
                    new SystemAccount("@grants"));

    private final Random random;

    public Samples(long seed) {
        random = new Random(seed);
    }

    public boolean flag() {
        return random.nextBoolean();
    }

    public int number(int below) {
        return random.nextInt(below);
    }

    public <T> T one(List<T> of) {
        return of.get(number(of.size()));
    }

    public <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    /** Half of the time nothing. */
    public <T> @Nullable T maybe(Supplier<T> sample) {
        return flag() ? sample.get() : null;
    }

    public <T> List<T> some(int least, int most, Supplier<T> sample) {
        var list = new ArrayList<T>();
        for (int size = least + number(most - least + 1); size > 0; size--) list.add(sample.get());
        return list;
    }

    public String id() {
        int length = flag() ? 36 : 1 + number(64);
        var id = new StringBuilder().append(ID_HEAD.charAt(number(ID_HEAD.length())));
        while (id.length() < length) id.append(ID_TAIL.charAt(number(ID_TAIL.length())));
        return id.toString();
    }

    /** Of one, two, three and four bytes a character, pairs kept whole. */
    public String text(int least, int most) {
        var text = new StringBuilder();
        int length = least + number(most - least + 1);
        while (text.length() < length) {
            int left = length - text.length();
            switch (number(left > 1 ? 4 : 3)) {
                case 0 -> text.append((char) (1 + number(0x7f)));
                case 1 -> text.append((char) (0x80 + number(0x700)));
                case 2 -> text.append((char) (0x800 + number(0xD000)));
                default -> text.appendCodePoint(0x1F600 + number(64));
            }
        }
        return text.toString();
    }

    /** 1 to the largest amount, small ones and the bounds often. */
    public long amount() {
        return switch (number(4)) {
            case 0 -> 1;
            case 1 -> Money.MAX_MINOR;
            case 2 -> 1 + number(1_000);
            default -> 1 + random.nextLong(Money.MAX_MINOR);
        };
    }

    /** Minus to plus the largest amount, zero often. */
    public long signed() {
        return switch (number(3)) {
            case 0 -> 0;
            case 1 -> amount();
            default -> -amount();
        };
    }

    /** Whole microseconds, before 1970 too. */
    public Instant time() {
        return Instant.ofEpochSecond(
                random.nextLong(-1_000_000_000L, 10_000_000_000L), number(1_000_000) * 1_000L);
    }

    public Asset asset() {
        return one(ASSETS);
    }

    public Money money() {
        return new Money(asset(), amount());
    }

    public Balance balance() {
        return new Balance(signed(), flag() ? 0 : amount());
    }

    public WalletId wallet() {
        return new WalletId(id(), id());
    }

    public SystemAccount system() {
        return one(SYSTEM_ACCOUNTS);
    }

    public Account account() {
        return flag() ? wallet() : system();
    }

    public TransferId transfer() {
        return new TransferId(id());
    }

    public HoldId hold() {
        return new HoldId(id());
    }

    public JobId job() {
        return new JobId(id());
    }

    public JobSpec jobSpec() {
        return new JobSpec(
                "ai",
                flag() ? "chat" : "sql.plan_1-b",
                maybe(() -> text(1, 255)),
                text(2, number(20) > 0 ? 200 : JobSpec.MAX_PAYLOAD_CHARS),
                one(Priority.class),
                maybe(() ->
                        Instant.ofEpochSecond(
                                number(Integer.MAX_VALUE), number(1_000_000) * 1_000L)),
                maybe(() -> text(1, 255)),
                maybe(() -> 1 + number(JobSpec.MAX_ATTEMPTS)));
    }

    public JobFacts jobFacts() {
        return new JobFacts(
                job(),
                one(JobFacts.State.class),
                money(),
                maybe(this::system),
                time(),
                maybe(this::schedule),
                maybe(this::job));
    }

    public Leg leg() {
        return new Leg(account(), amount());
    }

    public List<Leg> legs() {
        return some(1, flag() ? 1 : 100, this::leg);
    }

    public LegName legName() {
        return new LegName(wallet(), transfer(), number(Leg.MAX_LEGS));
    }

    public Map<String, String> metadata() {
        var metadata = new HashMap<String, String>();
        for (int i = number(4); i > 0; i--) metadata.put(text(1, 64), text(0, 256));
        return metadata;
    }

    public Note note() {
        return flag()
                ? Note.NONE
                : new Note(maybe(() -> text(0, 256)), metadata(), maybe(this::schedule));
    }

    public Trace trace() {
        return new TraceIds(random).within(null);
    }

    public String schedule() {
        return text(1, 64);
    }

    public SpendingLimits spending() {
        return new SpendingLimits(
                maybe(this::amount), maybe(this::amount), flag() ? 0L : maybe(this::amount));
    }

    public OwnLimits ownLimits() {
        var limits = new HashMap<Asset, SpendingLimits>();
        for (int i = number(4); i > 0; i--) limits.put(asset(), spending());
        return new OwnLimits(limits);
    }

    public long fee() {
        return flag() ? 0 : amount();
    }

    public OverdraftLimits limits() {
        var limits = new HashMap<Asset, Long>();
        for (int i = number(4); i > 0; i--) limits.put(asset(), flag() ? 0 : amount());
        return new OverdraftLimits(limits);
    }

    public Denial denial() {
        var facts = new HashMap<String, Long>();
        for (int i = number(4); i > 0; i--) facts.put(text(1, 16), signed());
        return new Denial(one(Refusal.class), facts);
    }

    public HoldFacts holdFacts() {
        return new HoldFacts(
                hold(),
                one(HoldFacts.State.class),
                asset(),
                amount(),
                flag() ? 0 : amount(),
                flag() ? 0 : amount(),
                flag() ? 0 : amount(),
                maybe(this::time),
                time());
    }

    public String key() {
        var key = new StringBuilder();
        for (int left = 1 + number(255); left > 0; left--) key.append((char) (0x20 + number(95)));
        return key.toString();
    }

    public Receipt receipt() {
        if (flag()) return Receipt.NONE;
        var fingerprint = new Fingerprint(random.nextLong(), random.nextLong());
        return new Receipt(maybe(this::key), fingerprint, 1 + number(3));
    }
}
