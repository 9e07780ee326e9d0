package io.florin.protocol.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    /** Written by hand for speed, so held against the pattern, every character once. */
    @Test
    void idsAreWhatThePatternSays() {
        var pattern = Pattern.compile(Ids.PATTERN);
        for (char c = 0; c < 0x300; c++) {
            for (var text : new String[] {"" + c, "a" + c, c + "a", "a" + c + "b"}) {
                assertThat(Ids.isId(text)).as(text).isEqualTo(pattern.matcher(text).matches());
            }
        }
        for (int length = 0; length < 70; length++) {
            assertThat(Ids.isId("a".repeat(length))).isEqualTo(length >= 1 && length <= 64);
        }
        assertThatThrownBy(() -> Ids.require("hold id", "-"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The hold id must match " + Ids.PATTERN + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@fees", "@external:bank", "@a", "@x_y-z9", "@external:Bank_1.2-3"})
    void systemAccountsAreNamed(String name) {
        assertThat(new SystemAccount(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "fees",
                "@Fees",
                "@1",
                "@external:",
                "@external:-",
                "@a:b:c",
                "@a b",
                "@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "@a/b",
                "@external:bank\n"
            })
    void nothingElseIsASystemAccount(String name) {
        assertThatThrownBy(() -> new SystemAccount(name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Ids.isId(name) && SystemAccount.isName(name)).isFalse();
    }

    @Test
    void aWalletIsNamedByAppAndId() {
        var ann = new WalletId("default", "ann");
        assertThat(WalletId.parse("default/ann")).isEqualTo(ann).hasToString("default/ann");
        assertThat(ann.sibling("bob")).isEqualTo(new WalletId("default", "bob"));
        for (var text : new String[] {"", "ann", "/ann", "default/", "a/b/c", "@fees"}) {
            assertThatThrownBy(() -> WalletId.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNoteKeepsItsBounds() {
        assertThat(new Note("m".repeat(256), Map.of("k".repeat(64), "v".repeat(256))).memo())
                .hasSize(256);
        refused(() -> new Note("m".repeat(257), Map.of()));
        refused(() -> new Note(null, Map.of("", "v")));
        refused(() -> new Note(null, Map.of("k".repeat(65), "v")));
        refused(() -> new Note(null, Map.of("k", "v".repeat(257))));
        var pairs = new HashMap<String, String>();
        for (int i = 0; i < 16; i++) pairs.put("k" + i, "");
        assertThat(new Note(null, pairs).metadata()).hasSize(16);
        pairs.put("one more", "");
        refused(() -> new Note(null, pairs));
    }

    /** Half a pair comes back as a question mark, U+0000 not at all: neither may be taken. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D"})
    void textThatCannotBeStoredIsRefused(String text) {
        refused(() -> new Note(text, Map.of()));
        refused(() -> new Note(null, Map.of(text, "v")));
        refused(() -> new Note(null, Map.of("k", text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D\uDE00", "ü", "\n\t\u0001\uFFFF"})
    void allOtherTextIsTaken(String text) {
        assertThat(new Note(text, Map.of()).memo()).isEqualTo(text);
    }

    @Test
    void aNoteIsSortedAndItsOwn() {
        var pairs = new HashMap<>(Map.of("b", "2", "a", "1"));
        var note = new Note(null, pairs);
        pairs.clear();
        assertThat(note.metadata().keySet()).containsExactly("a", "b");
        assertThatThrownBy(() -> note.metadata().put("c", "3"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static void refused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }
}
