package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls get into the audit trail, as what, and that none is acknowledged without. */
class AuditTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
    private static final String SERVICE = "X-Api-Key: " + TestEdge.SERVICE_KEY;

    private final TestEdge edge = new TestEdge();

    /** The table of kinds: what was asked, what the wallet answers, what is written. */
    enum Recorded {
        WALLET_CREATED("POST /v1/wallets {\"owner\":\"o\"}", "wallet.created wallet:alice", true),
        WALLET_CHANGED(
                "PATCH /v1/wallets/alice {\"debits\":\"blocked\"}",
                "wallet.changed wallet:alice",
                false),
        DEPOSIT("POST /v1/deposits {$M}", "deposit.made wallet:alice", true),
        WITHDRAWAL("POST /v1/withdrawals {$M}", "withdrawal.made wallet:alice", true),
        TRANSFER(
                "POST /v1/transfers {$T-from,\"from\":\"alice\"}",
                "transfer.sent transfer:t1",
                true),
        HOLD("POST /v1/wallets/alice/holds {$H}", "hold.placed hold:h1", true),
        REVERSAL(
                "POST /v1/transfers/t1/reversal {\"from\":\"alice\"}",
                "transfer.reversed transfer:t1",
                true),
        CAPTURE(
                "POST /v1/wallets/alice/holds/h1/capture {\"to\":\"bob\"}",
                "hold.captured wallet:alice",
                true),
        RELEASE("POST /v1/wallets/alice/holds/h1/release {}", "hold.released wallet:alice", true);

        private final String request;
        private final String line;
        private final boolean ofStaffOnly;

        Recorded(String request, String line, boolean ofStaffOnly) {
            this.request = request;
            this.line = line;
            this.ofStaffOnly = ofStaffOnly;
        }

        Answer answer() {
            return switch (this) {
                case WALLET_CREATED -> Samples.newWallet();
                case WALLET_CHANGED -> Samples.settings();
                case DEPOSIT -> Samples.deposit();
                case WITHDRAWAL -> Samples.withdrawal();
                case TRANSFER -> Samples.transfer();
                case HOLD -> Samples.hold();
                case REVERSAL -> Samples.reversal();
                case CAPTURE -> Samples.capturedHold();
                case RELEASE -> Samples.releasedHold();
            };
        }

        Reply send(TestEdge edge, WalletReply reply, String... headers) {
            boolean reversal = this == REVERSAL;
            edge.wallets.knows(new Done(reversal ? Samples.transfer() : Samples.wallet(), false));
            edge.wallets.replies(reply);
            String[] words = request.split(" ", 3);
            return edge.send(words[0], words[1], Script.expanded(words[2]), headers);
        }

        Reply succeed(TestEdge edge, boolean replayed, String... headers) {
            return send(edge, new Done(answer(), replayed), headers);
        }
    }

    private AuditEntry only() {
        assertThat(edge.trail.all()).hasSize(1);
        return edge.trail.all().getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void whatStaffDidIsWritten(Recorded call) {
        var reply = call.succeed(edge, false, KEY, SERVICE);
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        var entry = only();
        assertThat(entry.kind() + " " + entry.target()).isEqualTo(call.line);
        assertThat(entry.app()).isEqualTo("default");
        assertThat(entry.at()).isEqualTo(TestEdge.NOW);
        assertThat(entry.actor()).isEqualTo("service:bridge");
        assertThat(entry.address()).isEqualTo(TestEdge.ADDRESS);
        assertThat(entry.after()).isEqualTo(reply.body());
        assertThat(entry.before() == null).isEqualTo(call != Recorded.WALLET_CHANGED);
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersDoToWhatIsTheirsIsNot(Recorded call) {
        edge.wallets.owners.put(Samples.ALICE, "ann");
        var reply = call.succeed(edge, false, KEY, TestEdge.user("ann"));
        boolean forAnyone = reply.status() != 403;
        assertThat(edge.trail.all()).hasSize(forAnyone && !call.ofStaffOnly ? 1 : 0);
    }

    /** What was refused, not taken or is in doubt is no line: nothing is known to have happened. */
    @ParameterizedTest
    @EnumSource
    void whatDidNotGoThroughIsNotWritten(Recorded call) {
        var replies =
                List.of(
                        new Denied(Denial.of(Refusal.WALLET_CLOSED), false),
                        new NotTaken(Refusal.BUSY),
                        new InDoubt());
        for (WalletReply reply : replies) call.send(edge, reply, KEY, OPERATOR);
        assertThat(edge.trail.all()).isEmpty();
    }

    /** So that a node which dies meanwhile leaves a line, too. */
    @ParameterizedTest
    @EnumSource
    void whatIsAskedForIsWrittenBeforeAnythingIsChanged(Recorded call) {
        edge.wallets.onExecute =
                (_, _) -> {
                    assertThat(edge.trail.asked()).hasSize(1);
                    return CompletableFuture.failedStage(new IllegalStateException("dies here"));
                };
        String[] words = call.request.split(" ", 3);
        edge.wallets.knows(
                new Done(call == Recorded.REVERSAL ? Samples.transfer() : Samples.wallet(), false));
        edge.send(words[0], words[1], Script.expanded(words[2]), KEY, SERVICE);
        var asked = edge.trail.asked().getFirst();
        assertThat(edge.trail.all()).isEmpty();
        assertThat(asked.kind()).isEqualTo(call.line.split(" ", 2)[0] + ".asked");
        assertThat(asked.actor()).isEqualTo("service:bridge");
        assertThat(asked.after()).contains("\"path\":\"" + words[1] + "\"", "\"body\":{");
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWrittenIsNotDone(Recorded call) {
        edge.trail.failureOfAsked = new IllegalStateException("planted");
        assertThat(call.succeed(edge, false, KEY, OPERATOR).status()).isEqualTo(503);
        assertThat(edge.wallets.executed).isEmpty();
    }

    /** A whole bulk is one line, which says what became of each. */
    @Test
    void staffsTransfersInBulkAreOneLine() {
        edge.wallets.replies(new Done(Samples.transfer(), false));
        String transfers =
                IntStream.range(0, 300)
                        .mapToObj(n -> Script.expanded("{$T-id,\"id\":\"b%d\"}".formatted(n)))
                        .collect(Collectors.joining(","));
        var reply = edge.post("/v1/transfers/bulk", "{\"transfers\":[" + transfers + "]}", SERVICE);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(only().kind()).isEqualTo("transfers.sent");
        assertThat(only().after()).isEqualTo(reply.body()).contains("\"b0\"", "\"b299\"");
        assertThat(edge.trail.asked()).hasSize(1);
        assertThat(edge.trail.asked().getFirst().after())
                .contains("bodySha256", "bodyBytes")
                .doesNotContain("b299");
    }

    /** Nothing is acknowledged without its line; the repeat makes up for it, once. */
    @ParameterizedTest
    @EnumSource
    void aFailingTrailAcknowledgesNothing(Recorded call) {
        edge.trail.failure = new IllegalStateException("planted");
        var first = call.succeed(edge, false, KEY, OPERATOR);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body()).contains("\"state\":\"pending\"").doesNotContain("planted");
        assertThat(first.header("Location")).isEqualTo(place(call));
        assertThat(call.succeed(edge, true, KEY, OPERATOR).status()).isEqualTo(202);
        assertThat(edge.trail.all()).isEmpty();
        edge.trail.failure = null;
        var repeat = call.succeed(edge, true, KEY, OPERATOR);
        assertThat(repeat.status()).isIn(200, 201);
        assertThat(only().after()).isEqualTo(repeat.body());
        assertThat(only().before()).isNull();
        call.succeed(edge, true, KEY, OPERATOR);
        assertThat(edge.trail.all()).hasSize(1);
    }

    private static String place(Recorded call) {
        return switch (call) {
            case WALLET_CREATED, WALLET_CHANGED -> "/v1/wallets/alice";
            case DEPOSIT, WITHDRAWAL -> "/v1/wallets/alice/entries";
            case REVERSAL -> "/v1/transfers/r1?from=alice";
            case TRANSFER -> "/v1/transfers/t1?from=alice";
            case HOLD, CAPTURE, RELEASE -> "/v1/wallets/alice/holds/h1";
        };
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatIsNoSecondLine(Recorded call) {
        var first = call.succeed(edge, false, KEY, OPERATOR);
        var again = call.succeed(edge, true, KEY, SERVICE);
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(only().actor()).isEqualTo("operator");
    }

    @Test
    void aChangeShowsWhatWasAndWhatIs() {
        var reply = Recorded.WALLET_CHANGED.succeed(edge, false, OPERATOR);
        assertThat(only().before())
                .isEqualTo(
                        """
                        {"id":"alice","status":"open","debits":"allowed","credits":"blocked",\
                        "version":7,"overdraftLimits":{"USD":500}}\
                        """);
        assertThat(only().after()).isEqualTo(reply.body()).contains("\"debits\":\"blocked\"");
    }

    /** A wallet that does not say what was is not changed: its line would be half a line. */
    @Test
    void aChangeAsksFirst() {
        for (WalletReply silence : List.of(new InDoubt(), new NotTaken(Refusal.BUSY))) {
            edge.wallets.knows(silence);
            assertThat(edge.send("PATCH", "/v1/wallets/a", "{\"debits\":\"blocked\"}").status())
                    .isEqualTo(503);
        }
        assertThat(edge.wallets.executed).isEmpty();
    }

    @Test
    void keysAreWrittenWithTheirChange() {
        var made = edge.post("/v1/api-keys", "{\"name\":\"n\",\"role\":\"operator\"}", OPERATOR);
        String id = made.body().split("\"", -1)[3];
        String key = made.body().split("\"", -1)[7];
        assertThat(only().kind()).isEqualTo("api_key.created");
        assertThat(only().target()).isEqualTo("api_key:" + id);
        assertThat(only().after()).contains("\"name\":\"n\"");
        edge.send("DELETE", "/v1/api-keys/" + id, "", "X-Api-Key: " + key);
        var revoked =
                edge.trail.all().stream()
                        .filter(entry -> entry.kind().equals("api_key.revoked"))
                        .findAny()
                        .orElseThrow();
        assertThat(revoked.actor()).isEqualTo("key:" + id);
        assertThat(revoked.before()).doesNotContain("revokedAt");
        assertThat(revoked.after()).contains("revokedAt");
        String secret = key.substring(4, 47);
        assertThat(secret).hasSize(43);
        assertThat(edge.trail.all().toString()).doesNotContain(secret, "flk_", "hash");
        assertThat(edge.get("/v1/audit-entries", OPERATOR).body())
                .doesNotContain(secret, "flk_", "hash");
    }

    /** No credential that was sent is found in what was written, whatever was called. */
    @Test
    void noSecretIsWritten() {
        for (var call : Recorded.values()) call.succeed(edge, false, KEY, OPERATOR);
        for (var call : Recorded.values()) call.succeed(edge, false, KEY, SERVICE);
        assertThat(edge.trail.all()).hasSizeGreaterThanOrEqualTo(Recorded.values().length);
        assertThat(edge.trail.all().toString())
                .doesNotContain(TestEdge.OPERATOR_KEY, TestEdge.SERVICE_KEY);
    }

    @Test
    void theManualSaysWhatIsWritten() {
        var documents =
                Stream.of("/docs", "/openapi.json").map(path -> edge.get(path).body()).toList();
        for (var call : Recorded.values()) {
            String kind = call.line.split(" ", 2)[0];
            assertThat(documents).allMatch(document -> document.contains(kind));
        }
    }
}
