package io.florin.sandbox.chaos;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Nodes without nodes: it keeps its promises, or breaks exactly one of them. */
final class Bank implements Edges {
    /** Which promise is broken, once. */
    enum Lie {
        NONE,
        FORGETS_WHAT_IT_ACKNOWLEDGED,
        DOES_IT_TWICE,
        ANSWERS_OTHERWISE_THE_NEXT_TIME,
        DOES_NOT_SAY_THAT_IT_IS_A_REPEAT,
        JOB_GOES_ON_FOR_EVER,
        JOB_IS_DEAD,
        HOLD_IS_NOT_GIVEN_BACK,
        BOOKS_DO_NOT_ADD_UP,
        MONEY_STAYS_ON_ITS_WAY
    }

    private final Lie lie;
    private final Random moods;
    private final int badMoodPercent;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Long> owned = new HashMap<>();
    private final Map<String, Order> jobs = new HashMap<>();
    private boolean hasLied;

    Bank(Lie lie) {
        this(lie, 0, 0);
    }

    /** So many of a hundred answers are none: some of what was asked is done, some is not. */
    Bank(Lie lie, int badMoodPercent, long seed) {
        this.lie = lie;
        this.badMoodPercent = badMoodPercent;
        this.moods = new Random(seed);
    }

    @Override
    public int nodes() {
        return 3;
    }

    @Override
    public synchronized Answer post(int node, Order order, Duration patience) throws IOException {
        if (moods.nextInt(100) >= badMoodPercent) return answer(order);
        return switch (moods.nextInt(4)) {
            case 0 -> throw new IOException("refused");
            case 1 -> {
                answer(order);
                throw new HttpTimeoutException("silent");
            }
            case 2 -> {
                answer(order);
                yield new Answer(202, "{\"id\":\"x\",\"state\":\"pending\"}", false);
            }
            default -> new Answer(503, "{\"code\":\"busy\"}", false);
        };
    }

    private Answer answer(Order order) {
        var name = order.path() + order.body() + order.key();
        var first = answers.get(name);
        if (first != null) return repeated(first);
        var answer = new Answer(order.expected(), "{\"n\":%d}".formatted(answers.size()), false);
        if (!(order.expected() == 201 && lies(Lie.FORGETS_WHAT_IT_ACKNOWLEDGED))) {
            answers.put(name, answer);
            move(order);
            if (!order.moves().isEmpty() && lies(Lie.DOES_IT_TWICE)) move(order);
        }
        if (order.job() != null) jobs.put(order.job(), order);
        return answer;
    }

    private Answer repeated(Answer first) {
        var body = lies(Lie.ANSWERS_OTHERWISE_THE_NEXT_TIME) ? first.body() + " " : first.body();
        return new Answer(first.status(), body, !lies(Lie.DOES_NOT_SAY_THAT_IT_IS_A_REPEAT));
    }

    private void move(Order order) {
        order.moves().forEach((wallet, amount) -> owned.merge(wallet, amount, Long::sum));
    }

    private boolean lies(Lie which) {
        if (lie != which || hasLied) return false;
        hasLied = true;
        return true;
    }

    @Override
    public synchronized Answer get(int node, String path, Duration patience) {
        if (path.startsWith("/v1/jobs/")) return new Answer(200, job(), false);
        if (path.startsWith("/v1/wallets/")) {
            return new Answer(200, wallet(path.substring(12, path.indexOf('?'))), false);
        }
        return new Answer(200, ledger(), false);
    }

    private String job() {
        return switch (lie) {
            case JOB_GOES_ON_FOR_EVER -> "{\"state\":\"running\"}";
            case JOB_IS_DEAD -> "{\"state\":\"dead\"}";
            default -> "{\"state\":\"succeeded\"}";
        };
    }

    private String wallet(String wallet) {
        long posted = owned.getOrDefault(wallet, 0L);
        long held = lie == Lie.HOLD_IS_NOT_GIVEN_BACK ? 1 : 0;
        return "{\"balances\":[{\"asset\":\"USD\",\"posted\":%d,\"available\":%d}]}"
                .formatted(posted, posted - held);
    }

    private String ledger() {
        return "{\"ok\":%s,\"assets\":[{\"asset\":\"USD\",\"sum\":0,\"inFlight\":%d}]}"
                .formatted(
                        lie != Lie.BOOKS_DO_NOT_ADD_UP, lie == Lie.MONEY_STAYS_ON_ITS_WAY ? 1 : 0);
    }
}
