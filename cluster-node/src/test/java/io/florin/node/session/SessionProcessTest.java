package io.florin.node.session;

import static io.florin.node.session.rules.Phrases.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.session.SessionEffect.Persist;
import io.florin.node.session.SessionEffect.Reply;
import io.florin.node.session.SessionEffect.Sleep;
import io.florin.node.session.SessionEffect.Stop;
import io.florin.node.session.SessionWork.Execute;
import io.florin.node.session.SessionWork.Look;
import io.florin.node.session.rules.Session;
import io.florin.node.session.rules.SessionScript;
import io.florin.node.session.rules.Wording;
import io.florin.protocol.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes take time, and fail; everybody is answered once, and only of what is written. */
class SessionProcessTest {
    private static final Session ABSENT = Session.absent(SessionScript.ME);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<String> heard = new ArrayList<>();
    private final SessionProcess<String> process = new SessionProcess<>(ABSENT, 3, 2);
    private Instant now = SessionScript.START;
    private Session stored = ABSENT;
    private List<SessionEvent> writing = List.of();

    @BeforeEach
    void recover() {
        process.recovered(stored, stored.version());
    }

    @Test
    void nobodyHearsAnythingBeforeItIsWritten() {
        says("a", "begin ann t1");
        flush("Began");
        looks("b");
        flush("-");
        hears();
        succeeds();
        hears("a: ann live");
        flush("-");
        hears("b: ann live");
    }

    @Test
    void whatComesDuringAWriteIsWrittenTogether() {
        says("a", "begin ann t1");
        flush("Began");
        says("b", "refresh t1 t2");
        says("c", "refresh t1 t3");
        looks("d");
        succeeds();
        hears("a: ann live");
        flush("Refreshed, Ended");
        succeeds();
        hears("b: ann live", "c: refresh_token_reused");
        flush("-");
        hears("d: ann ended token_reused");
    }

    @Test
    void itTakesABoundedNumberAndSaysSo() {
        for (var caller : List.of("a", "b", "c", "d")) says(caller, "begin ann t1");
        hears("d: busy (not taken)");
    }

    @Test
    void whatIsTooLateIsDroppedUndecided() {
        says("a", "begin ann t1");
        now = now.plus(PATIENCE).plusMillis(1);
        flush("-");
        hears("a: busy (not taken)");
        assertThat(process.session()).isEqualTo(ABSENT);
    }

    @Test
    void aFailedWriteIsDecidedAgainBeforeWhatCameMeanwhile() {
        says("a", "issue 777 3");
        flush("CodeIssued");
        says("b", "verify 777");
        fails();
        flush("CodeIssued, CodeUsed");
        succeeds();
        hears("a: code 3 left", "b: code used");
    }

    @Test
    void aWriteThatFailedButIsStoredIsARepeat() {
        says("a", "begin ann t1");
        flush("Began");
        failsButIsStored();
        flush("-");
        hears("a: ann live again");

        says("a", "refresh t1 t2");
        flush("Refreshed");
        failsButIsStored();
        flush("-");
        hears("a: ann live again");
    }

    /** It was this very try that used the code, or another: nobody can know without a key. */
    @Test
    void aNoThatTheLostWriteMayBeTheReasonOfIsInDoubt() {
        issued();
        says("a", "verify 777");
        says("b", "verify 777 k=B");
        flush("CodeUsed");
        failsButIsStored();
        flush("-");
        hears("a: in doubt", "b: in doubt");

        says("a", "verify 777");
        flush("-");
        hears("a: code_used");
    }

    @Test
    void underAKeyItIsKnown() {
        issued();
        says("a", "verify 777 k=A");
        flush("CodeUsed");
        failsButIsStored();
        flush("-");
        hears("a: code used again");
    }

    @Test
    void afterAFailedWriteNobodyIsToldThatNothingHappens() {
        says("a", "begin ann t1");
        flush("Began");
        fails();
        now = now.plus(PATIENCE).plusMillis(1);
        flush("-");
        hears("a: in doubt");
    }

    @Test
    void itStopsWhenAllIsAnswered() {
        says("a", "begin ann t1");
        flush("Began");
        says("b", "end logged_out");
        carryOut(process.stop(now));
        says("c", "end logged_out");
        hears("c: busy (not taken)");
        succeeds();
        hears("a: ann live");
        flush("Ended");
        succeeds();
        hears("b: ann ended logged_out", "stops");
    }

    @Test
    void itStopsBeforeItHasRecovered() {
        var young = new SessionProcess<String>(ABSENT, 3, 2);
        carryOut(young.receive(new Look<>(now.plus(PATIENCE), "a")));
        carryOut(young.stop(now));
        hears("a: unavailable (not taken)", "stops");
    }

    @Test
    void whatOnlyANewerReleaseCanReadEndsItAndAllAreToldWhy() {
        says("a", "begin ann t1");
        flush("Began");
        looks("b");
        carryOut(process.unreadable());
        hears("a: in doubt", "b: history_unreadable (not taken)", "stops");
        looks("c");
        hears("c: history_unreadable (not taken)");
    }

    @Test
    void deadForLongItSleepsAsSoonAsItHasAnswered() {
        issued();
        now = now.plusSeconds(60).plus(SessionProcess.DEAD_IN_MEMORY);
        looks("a");
        flush("-");
        hears("a: code 3 left");
        now = now.plusNanos(1_000);
        looks("a");
        flush("-");
        hears("a: code 3 left", "sleeps");
    }

    private void issued() {
        says("i", "issue 777 3");
        flush("CodeIssued");
        succeeds();
        hears("i: code 3 left");
    }

    private void says(String caller, String phrase) {
        carryOut(process.receive(new Execute<>(command(phrase), now.plus(PATIENCE), caller)));
    }

    private void looks(String caller) {
        carryOut(process.receive(new Look<>(now.plus(PATIENCE), caller)));
    }

    /** What it then writes. */
    private void flush(String events) {
        writing = List.of();
        if (process.hasUndecided()) carryOut(process.flush(now));
        assertThat(Wording.events(writing)).isEqualTo(events);
    }

    private void succeeds() {
        store();
        carryOut(process.persisted(now));
    }

    private void fails() {
        process.recovered(stored, stored.version());
    }

    private void failsButIsStored() {
        store();
        fails();
    }

    private void store() {
        for (var event : writing) stored = stored.apply(event);
    }

    private void hears(String... expected) {
        assertThat(heard).containsExactly(expected);
        heard.clear();
    }

    private void carryOut(List<SessionEffect<String>> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Reply<String>(var caller, var reply) ->
                        heard.add(caller + ": " + Wording.reply(reply));
                case Persist<String>(var events) -> writing = events;
                case Sleep<String>() -> heard.add("sleeps");
                case Stop<String>() -> heard.add("stops");
            }
        }
    }
}
