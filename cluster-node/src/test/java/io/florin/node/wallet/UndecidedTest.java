package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.wallet.Work.Execute;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits is bounded by its number, and by how long the payloads of its jobs are. */
class UndecidedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LONGEST = JobSpec.MAX_PAYLOAD_CHARS;

    private final Undecided<Integer> undecided = new Undecided<>(ProcessSettings.DEFAULT);
    private final List<Effect<Integer>> effects = new ArrayList<>();

    @Test
    void theLongestPayloadsFillAWriteAndTheQueue() {
        int taken = 0;
        while (undecided.add(job(taken, LONGEST, NOW))) taken++;
        assertThat(taken).isEqualTo(Undecided.MAX_CHARS / LONGEST);
        assertThat(undecided.add(job(-1, 2, NOW))).isFalse();
        assertThat(undecided.add(work(-2, new Release(new HoldId("h")), NOW))).isTrue();

        var batch = undecided.takeBatch(NOW, effects);
        assertThat(batch).hasSize(Undecided.MAX_BATCH_CHARS / LONGEST);
        assertThat(undecided.add(job(-3, LONGEST, NOW))).isTrue();
        undecided.putBack(batch);
        assertThat(undecided.takeBatch(NOW, effects)).isEqualTo(batch);
        int writes = 1;
        while (!undecided.takeBatch(NOW, effects).isEmpty()) writes++;
        assertThat(writes).isEqualTo(Undecided.MAX_CHARS / Undecided.MAX_BATCH_CHARS + 1);
        assertThat(undecided.isEmpty()).isTrue();
        assertThat(effects).isEmpty();
    }

    @Test
    void whatHasExpiredTakesUpNoRoom() {
        for (int i = 0; i < 20; i++) undecided.add(job(i, LONGEST, NOW.minusMillis(1)));
        undecided.add(job(20, LONGEST, NOW));
        assertThat(undecided.takeBatch(NOW, effects)).containsExactly(job(20, LONGEST, NOW));
        assertThat(effects)
                .hasSize(20)
                .first()
                .isEqualTo(new Effect.Reply<>(0, new NotTaken(Refusal.BUSY)));
    }

    private static Work<Integer> job(int caller, int chars, Instant deadline) {
        var payload = "{" + " ".repeat(chars - 2) + "}";
        var spec = new JobSpec("ai", "chat", null, payload, Priority.LOW, null, null, null);
        var price = new Money(new Asset("USD"), 1);
        return work(caller, new SubmitJob(new JobId("j"), false, spec, price, null), deadline);
    }

    private static Work<Integer> work(int caller, WalletCommand command, Instant deadline) {
        return new Execute<>(new Request("k", command), deadline, caller);
    }
}
