package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.membership.Card;
import io.florin.persistence.membership.LiveNode;
import io.florin.persistence.membership.Roll;
import io.florin.persistence.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nodes have one letter, and live at it; words describe what the table of nodes says of them.
 * {@code a} is a member whose row was refreshed while we looked, {@code a?} one whose row was not,
 * {@code a*} has not entered yet.
 */
class AdmissionTest {
    private static final Instant FIRST_LOOK = Instant.parse("2026-11-21T05:00:00Z");
    private static final Instant NOW = FIRST_LOOK.plusSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Release RELEASE = Release.parse("1.2.0");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # who lives, our seeds, verdict
                    '',            x,     admitted
                    '',            '',    admitted
                    '',            '?',   admitted
                    a,             x a,   admitted
                    a b,           b,     admitted
                    a b?,          b,     admitted
                    a,             x,     refused
                    a,             '',    refused
                    a?,            x,     doubtful
                    a? b,          x,     refused
                    a*,            x,     admitted
                    x,             x,     admitted
                    x?,            '',    admitted
                    a,             '?',   admitted
                    """)
    void beforeItStartsItMustBeAbleToReachTheClusterThatLives(
            String nodes, String seeds, String verdict) {
        assertThat(word(Admission.beforehand(own(seeds), roll(nodes), SEEN))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # who lives beside x, the members x sees, verdict
                    '',          x,      admitted
                    a,           x a,    admitted
                    a b,         x a b,  admitted
                    # It joined a, and b was downed and does not know yet.
                    a b,         x a,    admitted
                    # It founds a cluster.
                    a,           x,      refused
                    a?,          x,      doubtful
                    a? b,        x,      refused
                    a*,          x,      admitted
                    # Together with y, which has not entered either.
                    y* a,        x y,    refused
                    y*,          x y,    admitted
                    """)
    void aClusterIsFoundedOnlyWhereNoneIs(String nodes, String members, String verdict) {
        var judged = Admission.entering(own("x"), roll(nodes), lives(members), SEEN);
        assertThat(word(judged)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # by age, our members, seen for seconds, verdict
                    x y,       x y,   60, admitted
                    x a,       x,     30, admitted
                    x a,       x,     31, doubtful
                    a x,       x,     31, refused
                    a x,       x,     30, admitted
                    # The oldest has died, and is nobody's any more.
                    b? x a,    x,     31, doubtful
                    x a?,      x,     31, admitted
                    a x b,     x b,   31, refused
                    x a b*,    x,     31, doubtful
                    """)
    void ofTwoClustersTheOneOfTheOldestMemberGoesOn(
            String nodes, String members, int seconds, String verdict) {
        var roll = roll(nodes, FIRST_LOOK.plusSeconds(seconds));
        var judged = Admission.among(roll, lives(members), SEEN, LIMIT);
        assertThat(word(judged)).isEqualTo(verdict);
    }

    /** However the nodes are shared out, exactly one cluster goes on. */
    @Test
    void neverDoBothEndNorBothGoOn() {
        var roll = roll("a b c d e");
        for (int split = 1; split < 31; split++) {
            var ours = lives(part("abcde", split));
            var theirs = lives(part("abcde", 31 - split));
            assertThat(
                            Stream.of(ours, theirs)
                                    .map(members -> Admission.among(roll, members, SEEN, LIMIT))
                                    .map(AdmissionTest::word))
                    .as("%s and %s", ours, theirs)
                    .containsExactlyInAnyOrder("doubtful", "refused");
        }
    }

    private static String part(String letters, int bits) {
        return letters.chars()
                .filter(letter -> (bits >> (letter - 'a') & 1) == 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # theirs, ours, verdict
                    1.2.0, 1.2.0, admitted
                    1.2.0, 1.2.7, admitted
                    1.2.0, 1.3.0, admitted
                    1.2.0, 1.1.0, admitted
                    1.2.0, 1.4.0, refused
                    1.2.0, 1.0.0, refused
                    1.9.0, 2.0.0, refused
                    """)
    void releasesAreAtMostOneMinorApart(String theirs, String ours, String verdict) {
        var node = alive(card("a", Release.parse(theirs), "default"));
        assertSame(node, candidate(Release.parse(ours), "default"), verdict, theirs, ours);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # theirs, ours, verdict
                    default,           default,           admitted
                    default,           default shop,      admitted
                    default shop,      default,           refused
                    default shop bank, default bank,      refused
                    # Without an edge it serves none.
                    default shop,      '',                admitted
                    '',                default,           admitted
                    """)
    void aNewcomerKnowsEveryAppThatIsServed(String theirs, String ours, String verdict) {
        var node = alive(card("a", RELEASE, words(theirs)));
        assertSame(node, candidate(RELEASE, words(ours)), verdict, "shop", "apps-folder");
    }

    /** Before it starts, and when it is a member. */
    private static void assertSame(LiveNode node, Candidate ours, String verdict, String... says) {
        var roll = new Roll(NOW, List.of(node));
        for (var judged :
                List.of(
                        Admission.beforehand(ours, roll, SEEN),
                        Admission.entering(ours, roll, lives("x a"), SEEN))) {
            assertThat(word(judged)).isEqualTo(verdict);
            if (judged instanceof Verdict.Refused(var sentence)) {
                assertThat(sentence).contains(says).contains("node at a");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ",
        "60000, 0, ",
        "60001, 0, 60 s ahead of",
        "-60001, 0, 60 s behind",
        "3600000, 20, 3600 s ahead of",
        "-3600000, 20, 3600 s behind",
        "60500, 1000, ",
        "60501, 1000, 60 s ahead of",
    })
    void aClockIsRefusedIfItIsCertainlyTooFarOff(long ahead, long asking, String words) {
        var database = NOW;
        var before = database.plusMillis(ahead).minusMillis(asking / 2);
        var offset = ClockOffset.of(before, database, before.plusMillis(asking));

        var refusal = Admission.clock(offset, Duration.ofMinutes(1));

        assertThat(refusal.isPresent()).isEqualTo(words != null);
        refusal.ifPresent(sentence -> assertThat(sentence).contains(words, "60 s", "NTP"));
    }

    @Test
    void everySentenceEndsAndNamesWhatToChange() {
        for (var judged :
                List.of(
                        Admission.beforehand(own("x"), roll("a"), SEEN),
                        Admission.entering(own("x"), roll("a"), lives("x"), SEEN),
                        Admission.among(roll("a x"), lives("x"), SEEN, LIMIT))) {
            assertThat(judged).isInstanceOf(Verdict.Refused.class);
            if (judged instanceof Verdict.Refused(var sentence)) {
                assertThat(sentence)
                        .contains("node at a", "florin.database.url", "pekko.cluster.seed-nodes")
                        .endsWith(".");
            }
        }
    }

    // The words of the tables.

    private static final Sightings SEEN =
            Sightings.NONE.next(
                    Stream.of("a", "b", "c", "d", "e", "x", "y")
                            .map(letter -> alive(card(letter, RELEASE, "default"))),
                    FIRST_LOOK);

    private static Card card(String letter, Release release, String... apps) {
        return new Card(letter, letter + "#1", release, Set.of(apps));
    }

    private static LiveNode alive(Card card) {
        return new LiveNode(card, FIRST_LOOK.minusSeconds(100), NOW);
    }

    private static Roll roll(String nodes) {
        return roll(nodes, NOW);
    }

    /** The first is the oldest. */
    private static Roll roll(String nodes, Instant now) {
        var words = words(nodes);
        var lives =
                Arrays.stream(words)
                        .map(word -> {
                            var entered =
                                    FIRST_LOOK.minusSeconds(
                                            100 - Arrays.asList(words).indexOf(word));
                            return new LiveNode(
                                    card(word.substring(0, 1), RELEASE, "default"),
                                    word.endsWith("*") ? null : entered,
                                    word.endsWith("?") ? FIRST_LOOK : now);
                        });
        return new Roll(now, lives.toList());
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ", -1);
    }

    private static Set<String> lives(String letters) {
        return Arrays.stream(words(letters))
                .map(letter -> letter + "#1")
                .collect(Collectors.toSet());
    }

    private static Candidate candidate(Release release, String... apps) {
        return new Candidate(
                Optional.of("x"), release, Set.of(apps), Optional.of(Set.of("x", "a")));
    }

    /** At x; {@code ?}: whom it meets is found out elsewhere. */
    private static Candidate own(String seeds) {
        Optional<Set<String>> known =
                seeds.equals("?") ? Optional.empty() : Optional.of(Set.of(words(seeds)));
        return new Candidate(Optional.of("x"), RELEASE, Set.of("default"), known);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted() -> "admitted";
            case Verdict.Doubtful(var _) -> "doubtful";
            case Verdict.Refused(var _) -> "refused";
        };
    }
}
