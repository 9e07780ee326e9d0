package io.florin.node.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.node.limit.RateMessage;
import io.florin.node.management.DeskMessage;
import io.florin.node.management.DeskReply;
import io.florin.node.management.DeskReply.LevelChanged;
import io.florin.node.management.DeskReply.Levels;
import io.florin.node.management.DeskReply.WalletFound;
import io.florin.node.rules.Wallet;
import io.florin.node.session.SessionMessage;
import io.florin.node.session.rules.Phrases;
import io.florin.node.session.rules.Session;
import io.florin.node.session.rules.SessionScript;
import io.florin.node.wallet.WalletMessage;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import io.florin.protocol.logging.LevelChange;
import io.florin.protocol.logging.LogLevel;
import io.florin.protocol.logging.LoggerName;
import io.florin.protocol.logging.LoggerSetting;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import java.io.NotSerializableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pekko finds our serializers by {@code reference.conf}, and they bring back what they took. */
class SerializersTest {
    private static final int[] IDS = {
        4201, 4202, 4203, 4204, 4205, 4206, 4207, 4208, 4220, 4221, 4230, 4231
    };

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Serialization PEKKO =
            SerializationExtension.get(Adapter.toClassic(KIT.system()));
    private static final WalletId ANN = new WalletId("default", "ann");
    private static final LegName LEG = new LegName(ANN, new TransferId("t1"), 0);
    private static final Trace TRACE =
            new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
    private static final Instant AT = Instant.parse("2025-11-21T10:20:30.123456Z");

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void everyKindHasItsSerializer() {
        assertThat(identifiers(WalletEvent.class)).containsOnly(4201);
        assertThat(identifiers(Wallet.class)).containsOnly(4202);
        assertThat(identifiers(WalletMessage.Remote.class)).containsOnly(4203);
        assertThat(identifiers(WalletReply.class)).containsOnly(4204);
        assertThat(identifiers(RateMessage.Take.class)).containsOnly(4220);
        assertThat(identifiers(RateVerdict.class)).containsOnly(4221);
        assertThat(identifiers(DeskMessage.Remote.class)).containsOnly(4230);
        assertThat(identifiers(DeskReply.class)).containsOnly(4231);
        assertThat(identifiers(SessionEvent.class)).containsOnly(4205);
        assertThat(identifiers(Session.class)).containsOnly(4206);
        assertThat(identifiers(SessionMessage.Remote.class)).containsOnly(4207);
        assertThat(identifiers(SessionReply.class)).containsOnly(4208);
    }

    private static List<Integer> identifiers(Class<?> type) {
        return leaves(type).map(SerializersTest::identifier).toList();
    }

    private static int identifier(Class<?> kind) {
        try {
            return PEKKO.serializerFor(kind).identifier();
        } catch (NotSerializableException e) {
            throw new AssertionError("no serializer for " + kind, e);
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SerializersTest::leaves)
                : Stream.of(type);
    }

    @Test
    void messagesComeBackWithTheirCaller() {
        var caller = KIT.<WalletReply>createTestProbe().getRef();
        var request = new Request("key 1", new WalletCommand.Release(new HoldId("h1")));
        var money = new Money(new Asset("USD"), 5);
        Stream.of(
                        new WalletMessage.Execute(request, AT, caller),
                        new WalletMessage.Ask(Inquiry.free(new WalletQuery.Look(true)), AT, caller),
                        new WalletMessage.Execute(request.tracedBy(TRACE), AT, caller),
                        new WalletMessage.Ask(
                                new Inquiry(new WalletQuery.Look(true), "ann"), AT, caller),
                        new WalletMessage.Peer(
                                new PeerMessage.Credit(
                                        ANN, LEG, TransferKind.TRANSFER, money, Note.NONE, false)),
                        WalletMessage.Wake.WAKE,
                        WalletMessage.Stop.STOP)
                .forEach(SerializersTest::verify);
    }

    @Test
    void whatIsCountedComesBackWithItsCaller() {
        var caller = KIT.<RateVerdict>createTestProbe().getRef();
        verify(new RateMessage.Take(new RateRule("login", 100, 900), "a", "::/64", 60, caller));
        verify(new RateVerdict(true, 99, 900));
    }

    @Test
    void whatNodesSayOfThemselvesComesBack() {
        var change = new LevelChange(new LoggerName("io.florin.node"), LogLevel.DEBUG, 15);
        verify(new DeskMessage.ChangeLevel(change, KIT.<LevelChanged>createTestProbe().ref()));
        verify(new DeskMessage.TellLevels(KIT.<Levels>createTestProbe().ref()));
        verify(new DeskMessage.FindWallet(ANN, KIT.<WalletFound>createTestProbe().ref()));
        verify(new LevelChanged(true));
        verify(new WalletFound(true));
        var until = AT.truncatedTo(ChronoUnit.MILLIS);
        verify(
                new Levels(
                        List.of(
                                new LoggerSetting("ROOT", LogLevel.INFO, LogLevel.INFO, null),
                                new LoggerSetting("io.florin", LogLevel.TRACE, null, until))));
    }

    @Test
    void whatIsSaidToASessionAndWhatItIsComesBack() {
        var caller = KIT.<SessionReply>createTestProbe().getRef();
        verify(new SessionMessage.Execute(Phrases.command("try 3"), AT, caller));
        verify(new SessionMessage.Look(AT, caller));
        verify(SessionMessage.Stop.STOP);
        verify(new SessionReply.Denied(Denial.of(Refusal.CODE_USED)));
        verify(SessionScript.play("try 3 | 1 tries").session());
        verify(
                SessionScript.play(
                                """
                                begin ann t1  | ann live
                                refresh t1 t2 | ann live
                                converse m 10 | ann live, in m
                                end revoked   | ann ended revoked
                                """)
                        .session());
        verify(
                SessionScript.play(
                                """
                                issue 777 3    | code 3 left
                                verify 1 k=A   | code_wrong 2
                                verify 777 k=B | code used
                                """)
                        .session());
    }

    @Test
    void aMessageInAShardsEnvelopeComesBack() {
        verify(new ShardingEnvelope<>(ANN.toString(), WalletMessage.Wake.WAKE));
    }

    /** A deadline may lose its nanoseconds, and never gains any. */
    @Test
    void aDeadlineIsCutToMicroseconds() throws NotSerializableException {
        var caller = KIT.<WalletReply>createTestProbe().getRef();
        var query = Inquiry.free(new WalletQuery.Look(false));
        var fine = new WalletMessage.Ask(query, AT.plusNanos(999), caller);
        assertThat(throughPekko(fine)).isEqualTo(new WalletMessage.Ask(query, AT, caller));
    }

    @Test
    void eventsRepliesAndStatesComeBack() {
        var denial = Denial.of(Refusal.WALLET_CLOSED);
        verify(new WalletEvent.Refused(AT, Receipt.NONE, "t/t1", denial));
        verify(new WalletReply.Denied(denial, true));
        verify(new WalletReply.InDoubt());
        verify(GoldenWallets.confirming());
    }

    private static void verify(Object message) {
        KIT.serializationTestKit().verifySerialization(message, true);
    }

    private static Object throughPekko(Object message) throws NotSerializableException {
        var serializer = (SerializerWithStringManifest) PEKKO.serializerFor(message.getClass());
        var bytes = serializer.toBinary(message);
        return PEKKO.deserialize(bytes, serializer.identifier(), serializer.manifest(message))
                .get();
    }

    @Test
    void anUnknownManifestIsNamed() {
        for (int id : IDS) {
            assertThatThrownBy(() -> PEKKO.deserialize(new byte[0], id, "zz9").get())
                    .isInstanceOf(UnknownManifest.class)
                    .hasMessageContaining("'zz9'");
        }
    }
}
